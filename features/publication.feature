Feature: Publication
  The reports of LCSPRs are published. The Executive Group plans it with everybody in mind who is affected; what is not
  published in full is justified to the National Panel, which has the report seven working days before the publication.

  Background:
    Given the Head of Service of Youth Justice Service refers a case on Saturday 28 March 2026
    And these are completed:
      | Monday 30 March 2026 | the Business Manager | Check that the referral is complete |
      | Monday 30 March 2026 | the Business Manager | Prepare the letter to the referrer  |
      | Monday 30 March 2026 | the Business Manager | Arrange the Virtual Panel           |
    And all three partners give the view "Not notifiable - hold a Rapid Review" on Monday 30 March 2026
    And these are completed:
      | Tuesday 31 March 2026  | the Head of Safeguarding and Quality Assurance | Record the agreed decision       | Outcome: Not notifiable - hold a Rapid Review |
      | Wednesday 1 April 2026 | the Business Manager                           | Plan the Rapid Review meeting    |                                               |
      | Wednesday 1 April 2026 | the Business Manager                           | Name the agencies to ask         |                                               |
      | Wednesday 1 April 2026 | the Business Manager                           | Amend the letter to the agencies |                                               |
      | Thursday 2 April 2026  | the Education Safeguarding Officer             | Name schools and child care      |                                               |
      | Thursday 2 April 2026  | the Named Nurse Primary Care                   | Support primary care             |                                               |
    And every agency completes "Confirm involvement" on Thursday 2 April 2026, answering:
      | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
    And these are completed:
      | Thursday 16 April 2026  | the Business Manager                           | Compile the information pack     |                                                                |
      | Thursday 16 April 2026  | the Detective Chief Superintendent             | Hold the meeting, part one       |                                                                |
      | Thursday 16 April 2026  | the Detective Chief Superintendent             | Hold the meeting, part two       | Is a Local Child Safeguarding Practice Review undertaken?: yes |
      | Friday 17 April 2026    | the Detective Chief Superintendent             | Draft the Chair's Report         |                                                                |
      | Friday 17 April 2026    | the Detective Chief Superintendent             | Sign as chair                    |                                                                |
      | Friday 17 April 2026    | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding     |                                                                |
      | Monday 20 April 2026    | the Business Manager                           | Commission the Lead Reviewer     |                                                                |
      | Wednesday 22 April 2026 | the Chair of the Executive Group               | Approve the scoping panel        |                                                                |
      | Monday 27 April 2026    | the Chair of the Executive Group               | Settle the terms of reference    |                                                                |
      | Tuesday 28 April 2026   | the Business Manager                           | Identify the family              |                                                                |
      | Wednesday 29 April 2026 | the Business Manager                           | Prepare the letter to the family |                                                                |
      | Thursday 30 April 2026  | the Business Manager                           | Notify the family                | What part does the family take in the review?: None            |
      | Monday 1 June 2026      | the Independent Reviewer                       | Draft the report                 |                                                                |
      | Thursday 4 June 2026    | the Business Manager                           | Check anonymity and quality      |                                                                |
      | Thursday 11 June 2026   | the Chair of the Executive Group               | Endorse the report               |                                                                |

  @PUB-3 @PUB-4
  Rule: The Executive Group plans publication and media once the report is endorsed

    Scenario: The plan is written
      Then "Plan the publication" is open for the Executive Group
      When the Chair of the Executive Group completes "Plan the publication" on Friday 12 June 2026, answering:
        | Planned day of publication | Wednesday 1 July 2026 |
      Then "Decide on publication" is open for the Executive Group
      And the document "publication plan" was written
      And the document "publication plan" says "endorsed the report and its recommendations on Thursday 11 June 2026"
      And the document "publication plan" says "The full report goes to the National Panel Monday 22 June 2026"
      And the document "publication plan" says "Publication Wednesday 1 July 2026"
      And the document "publication plan" says "Six months after the decision to review Friday 16 October 2026"
      And the document "publication plan" says "The older brother's school is prepared"
      And the document "publication plan" says "The advocate is with them on the day"
      And the document "publication plan" says "Each manager speaks to those who were involved"
      And the document "publication plan" says "The neighbour who helped is told in person"
      And the document "publication plan" says "Communications lead, Halton Borough Council"
      And the document "publication plan" says "media@example.org"
      And the document "publication plan" says "The press offices of the three partners and of Halton Housing"
      And the document "publication plan" says "One statement by the Executive Group's chair on the day"

    Scenario: Nobody but the Executive Group plans and decides
      When the Business Manager tries to complete "Plan the publication" on Friday 12 June 2026
      Then it is refused: "may not do"
      Given the Chair of the Executive Group completes "Plan the publication" on Friday 12 June 2026
      When the Business Manager tries to complete "Decide on publication" on Friday 12 June 2026
      Then it is refused: "may not do"

  @PUB-5 @LCSPR-6 @LCSPR-7
  Rule: A day of publication is refused if it can no longer be met

    Scenario Outline: Seven working days before, the day of publication not counted
      When the Chair of the Executive Group tries to complete "Plan the publication" on <today>, answering "Planned day of publication" with "<planned>"
      Then it is <result>

      Examples:
        | today                 | planned                    | result                                                                                          | because                                                    |
        | Friday 12 June 2026   | Tuesday 23 June 2026       | accepted                                                                                        | seven working days                                         |
        | Friday 12 June 2026   | Monday 22 June 2026        | refused: "The report can no longer reach the National Panel seven working days before that day" | six working days                                           |
        | Saturday 13 June 2026 | Tuesday 23 June 2026       | refused: "The report can no longer reach the National Panel seven working days before that day" | the report would be due yesterday                          |
        | Friday 21 August 2026 | Wednesday 2 September 2026 | accepted                                                                                        | seven working days with the bank holiday in August between |
        | Friday 21 August 2026 | Tuesday 1 September 2026   | refused: "The report can no longer reach the National Panel seven working days before that day" | the bank holiday is no working day                         |

    Scenario Outline: Within six months of the decision
      When the Chair of the Executive Group tries to complete "Plan the publication" on Tuesday 14 July 2026, answering "Planned day of publication" with "<planned>"
      Then it is <result>

      Examples:
        | planned                  | result                                            |
        | Friday 16 October 2026   | accepted                                          |
        | Saturday 17 October 2026 | refused: "later than the National Panel was told" |

    Scenario: A day after six months, as the National Panel was told
      Given these are completed:
        | Monday 25 May 2026 | the Chair of the Executive Group               | Check the progress of the review     | When can the report be published?: Only after six months, or after the day that the National Panel was told |
        | Monday 25 May 2026 | the Head of Safeguarding and Quality Assurance | Tell the National Panel of the delay | New day by which the report is published: Monday 30 November 2026                                           |
      When the Chair of the Executive Group tries to complete "Plan the publication" on Friday 12 June 2026, answering "Planned day of publication" with "Tuesday 1 December 2026"
      Then it is refused: "later than the National Panel was told"
      When the Chair of the Executive Group tries to complete "Plan the publication" on Friday 12 June 2026, answering "Planned day of publication" with "Monday 30 November 2026"
      Then it is accepted

  @PUB-1 @PUB-2 @PUB-L1 @INT-3
  Rule: Whatever is not published in full is justified to the National Panel

    Background:
      Given the Chair of the Executive Group completes "Plan the publication" on Friday 12 June 2026, answering "Planned day of publication" with "Wednesday 1 July 2026"

    Scenario: The full report needs no justification
      When the Chair of the Executive Group completes "Decide on publication" on Friday 12 June 2026
      Then "Send the report to the National Panel" is open for the Business unit
      And "Send the report to the National Panel" is due on Monday 22 June 2026
      And the letter "non publication" was not sent
      And the document "non publication" was not written

    Scenario Outline: A part is published, and the rest is justified
      When the Chair of the Executive Group completes "Decide on publication" on Monday 15 June 2026, answering:
        | What is published?   | <decision>          |
        | Date of the decision | Friday 12 June 2026 |
      Then the National Panel is sent the letter "non publication"
      And the letter "non publication" says "On Friday 12 June 2026 the Executive Group"
      And the letter "non publication" says "<decision>"
      And the letter "non publication" says "Publication would tell who is meant, whatever is left out"
      And the letter "non publication" says "What is left out: Chapter 2, which describes the household"
      And the letter "non publication" says "planned for Wednesday 1 July 2026"
      And the letter "non publication" does not say "It is delayed until"
      And the letter "non publication" does not say "Amy"
      And the document "non publication" says "On Friday 12 June 2026 its Executive Group decided otherwise"
      And the document "non publication" says "<decision>"
      And the document "non publication" says "Publication would tell who is meant, whatever is left out"
      And the document "non publication" says "Chapter 2, which describes the household"
      And the document "non publication" says "The older brother's school is prepared"
      And the document "non publication" says "The advocate is with them on the day"
      And the document "non publication" says "Each manager speaks to those who were involved"
      And the document "non publication" says "The neighbour who helped is told in person"
      And the document "non publication" does not say "Publication is delayed until"
      And "Send the report to the National Panel" is open for the Business unit

      Examples:
        | decision                             |
        | A redacted report                    |
        | Information on the improvements only |

    Scenario: Publication is withheld
      When the Chair of the Executive Group completes "Decide on publication" on Friday 12 June 2026, answering:
        | What is published? | Nothing - publication is withheld |
      Then the Publication ended with "Not published"
      And nothing is published
      And the register "Publications" says of the case:
        | State                                 | Withheld                                                  |
        | Why the circumstances are exceptional | Publication would tell who is meant, whatever is left out |
      And the National Panel is sent the letter "non publication"
      And the letter "non publication" says "Nothing - publication is withheld"
      And the letter "non publication" says "Publication would tell who is meant, whatever is left out"
      And the letter "non publication" does not say "What is left out:"
      And the letter "non publication" does not say "It is delayed until"
      And the document "non publication" says "Nothing - publication is withheld"
      And the document "non publication" does not say "What is left out"
      And the document "non publication" does not say "Publication is delayed until"
      And "Send the report to the National Panel" is not open
      And "Plan the publication" is not open

    @LCSPR-7 @LCSPR-L4
    Scenario: Publication is delayed, and planned anew
      When the Chair of the Executive Group completes "Decide on publication" on Friday 12 June 2026, answering:
        | What is published? | Nothing yet - publication is delayed |
        | Delayed until      | Friday 18 December 2026              |
      Then the National Panel is sent the letter "non publication"
      And the letter "non publication" says "It is delayed until Friday 18 December 2026. The report was to be published by Friday 16 October 2026"
      And the letter "non publication" does not say "What is left out:"
      And the document "non publication" says "Publication is delayed until Friday 18 December 2026. It was planned for Wednesday 1 July 2026, and six months after the decision to review end on Friday 16 October 2026"
      And the document "non publication" does not say "What is left out"
      And the date of "publication expected" is Friday 18 December 2026
      And "Plan the publication" is open for the Executive Group
      And "Send the report to the National Panel" is not open
      When the Chair of the Executive Group tries to complete "Plan the publication" on Monday 16 November 2026, answering "Planned day of publication" with "Saturday 19 December 2026"
      Then it is refused: "later than the National Panel was told"
      When the Chair of the Executive Group completes "Plan the publication" on Monday 16 November 2026, answering "Planned day of publication" with "Friday 18 December 2026"
      Then the document "publication plan" was written 2 times
      When the Chair of the Executive Group completes "Decide on publication" on Monday 16 November 2026
      Then "Send the report to the National Panel" is due on Wednesday 9 December 2026
      And the letter "non publication" was sent once

    Scenario Outline: What the decision needs
      When the Chair of the Executive Group tries to complete "Decide on publication" on Friday 12 June 2026, answering:
        | What is published? | <decision> |
        | <question>         | <answer>   |
      Then it is <result>

      Examples:
        | decision                             | question                              | answer                | result                                                           |
        | The full report                      | Date of the decision                  | Friday 12 June 2026   | accepted                                                         |
        | The full report                      | Date of the decision                  | Saturday 13 June 2026 | refused: "The date of the decision must be today or in the past" |
        | The full report                      | Why the circumstances are exceptional | nothing               | accepted                                                         |
        | The full report                      | What is left out                      | nothing               | accepted                                                         |
        | A redacted report                    | Why the circumstances are exceptional | nothing               | refused: "Enter: Why the circumstances are exceptional"          |
        | A redacted report                    | What is left out                      | nothing               | refused: "Enter: What is left out"                               |
        | A redacted report                    | Delayed until                         | nothing               | accepted                                                         |
        | Information on the improvements only | Why the circumstances are exceptional | nothing               | refused: "Enter: Why the circumstances are exceptional"          |
        | Information on the improvements only | What is left out                      | nothing               | refused: "Enter: What is left out"                               |
        | Nothing yet - publication is delayed | Why the circumstances are exceptional | nothing               | refused: "Enter: Why the circumstances are exceptional"          |
        | Nothing yet - publication is delayed | What is left out                      | nothing               | accepted                                                         |
        | Nothing yet - publication is delayed | Delayed until                         | nothing               | refused: "Enter: Delayed until"                                  |
        | Nothing yet - publication is delayed | Delayed until                         | Friday 12 June 2026   | refused: "The day must be in the future"                         |
        | Nothing yet - publication is delayed | Delayed until                         | Saturday 13 June 2026 | accepted                                                         |
        | Nothing - publication is withheld    | Why the circumstances are exceptional | nothing               | refused: "Enter: Why the circumstances are exceptional"          |

  @PUB-5
  Rule: The National Panel has the full report at least seven working days before its publication

    Background:
      Given these are completed:
        | Friday 12 June 2026 | the Chair of the Executive Group | Plan the publication  | Planned day of publication: Wednesday 1 July 2026 |
        | Friday 12 June 2026 | the Chair of the Executive Group | Decide on publication |                                                   |

    Scenario: Sent in time
      When the Business Manager completes "Send the report to the National Panel" on Monday 22 June 2026
      Then "Publish the report" is open for the Business unit
      When Monday 22 June 2026 ends
      Then the Head of Safeguarding is not told that PUB-5 is late

    Scenario: Not sent in time, so the day of publication is planned anew
      When Sunday 21 June 2026 ends
      Then the Head of Safeguarding is not told that PUB-5 is late
      When Monday 22 June 2026 ends
      Then the Head of Safeguarding is told once that PUB-5 is late
      When the Business Manager tries to complete "Send the report to the National Panel" on Tuesday 23 June 2026
      Then it is refused: "Enter: Why this is late"
      When the Business Manager tries to complete "Send the report to the National Panel" on Tuesday 23 June 2026, answering:
        | Why this is late | The post was left lying |
      Then it is refused: "a new day must be planned"
      When the Business Manager completes "Send the report to the National Panel" on Tuesday 23 June 2026, answering:
        | Was the full report sent at least seven working days before the planned day of publication? | It was not, so a new day is planned |
        | Why this is late                                                                            | The post was left lying             |
      Then "Plan the publication" is open for the Executive Group
      And "Publish the report" is not open
      When these are completed:
        | Tuesday 23 June 2026 | the Chair of the Executive Group | Plan the publication  | Planned day of publication: Friday 3 July 2026 |
        | Tuesday 23 June 2026 | the Chair of the Executive Group | Decide on publication |                                                |
      Then "Send the report to the National Panel" is due on Wednesday 24 June 2026

    Scenario Outline: What is recorded of sending it
      When the <post> tries to complete "Send the report to the National Panel" on Friday 19 June 2026, answering:
        | Was the full report sent at least seven working days before the planned day of publication? | <sent>   |
        | <question>                                                                                  | <answer> |
      Then it is <result>

      Examples:
        | post                         | sent                                | question                  | answer                | result                                                      |
        | Business Manager             | It was sent in time                 | Date on which it was sent | Friday 19 June 2026   | accepted                                                    |
        | Business Manager             | It was sent in time                 | Date on which it was sent | Saturday 20 June 2026 | refused: "The date of sending must be today or in the past" |
        | Business Manager             | It was sent in time                 | Date on which it was sent | nothing               | refused: "Enter: Date on which it was sent"                 |
        | Business Manager             | It was sent in time                 | How it was sent           | nothing               | refused: "Enter: How it was sent"                           |
        | Business Manager             | It was sent in time                 | Why a new day is planned  | nothing               | accepted                                                    |
        | Business Manager             | It was not, so a new day is planned | Date on which it was sent | nothing               | accepted                                                    |
        | Business Manager             | It was not, so a new day is planned | How it was sent           | nothing               | accepted                                                    |
        | Business Manager             | It was not, so a new day is planned | Why a new day is planned  | nothing               | refused: "Enter: Why a new day is planned"                  |
        | Chair of the Executive Group | It was sent in time                 | Date on which it was sent | Friday 19 June 2026   | refused: "may not do"                                       |

  @PUB-1 @PUB-6 @PUB-7 @FAM-6 @PUB-L2 @LCSPR-6
  Rule: The report is published with the Lead Reviewer's name, on the planned day

    Background:
      Given these are completed:
        | Friday 12 June 2026 | the Chair of the Executive Group | Plan the publication                  | Planned day of publication: Wednesday 1 July 2026 |
        | Friday 12 June 2026 | the Chair of the Executive Group | Decide on publication                 |                                                   |
        | Monday 15 June 2026 | the Business Manager             | Send the report to the National Panel |                                                   |

    Scenario: Published, and the Executive Group told
      Given the Business Manager completes "Prepare the family for publication" on Tuesday 16 June 2026
      When the Business Manager completes "Publish the report" on Thursday 2 July 2026, answering:
        | Date of publication                                    | Wednesday 1 July 2026 |
        | Day on which it is reviewed whether it stays available | Thursday 15 July 2027 |
      Then the Publication ended with "Published"
      And the date of "published" is Wednesday 1 July 2026
      And the Executive Group is sent the letter "report published", naming Thursday 1 July 2027
      And the letter "report published" says "was published on Wednesday 1 July 2026, with the Lead Reviewer's name: Dr Rosalind Marsh"
      And the letter "report published" says "https://hcypsp.example.org/reviews/child-a"
      And the letter "report published" says "It stays available until Thursday 1 July 2027 at least (clause PUB-7), and is reviewed on Thursday 15 July 2027"
      And the letter "report published" does not say "Amy"

    @PUB-6 @PUB-7
    Scenario: Everybody can read what is published, and nothing else
      Given the Business Manager completes "Prepare the family for publication" on Tuesday 16 June 2026
      Then nothing is published
      And the register "Publications" says of the case:
        | State       | Planned               |
        | Planned for | Wednesday 1 July 2026 |
        | Published   | nothing               |
      When the Business Manager completes "Publish the report" on Thursday 2 July 2026, answering:
        | Date of publication                                    | Wednesday 1 July 2026 |
        | Day on which it is reviewed whether it stays available | Thursday 15 July 2027 |
        | Pseudonym or title under which it is published         | Child A               |
      Then the register "Publications" says of the case:
        | State                      | Published             |
        | Published                  | Wednesday 1 July 2026 |
        | Sent to the National Panel | Monday 15 June 2026   |
      And everybody can read:
        | Child A                    | files: 1                                     |
        | Published                  | Wednesday 1 July 2026                        |
        | Lead Reviewer              | Dr Rosalind Marsh                            |
        | Summary                    | What was learnt about safe homes             |
        | The partnership's response | The partnership accepts every recommendation |
        | Methodology                | A systems approach with two learning events  |

    Scenario: The methodology of the terms of reference stands there
      Then what stands in "Methodology, as published" of "Publish the report" says "A systems approach with two learning events"

    Scenario: Everything that a publication may hold
      Given the Business Manager completes "Prepare the family for publication" on Tuesday 16 June 2026
      When the Business Manager completes "Publish the report" on Wednesday 1 July 2026, answering:
        | Pseudonym or title under which it is published       | Child A             |
        | Date on which the Secretary of State was sent a copy | Monday 15 June 2026 |
      Then what is kept of "Publish the report" includes:
        | Pseudonym or title under which it is published       | Child A             |
        | Date on which the Secretary of State was sent a copy | Monday 15 June 2026 |
        | What was published                                   | the report          |
      And what is kept of "Publish the report" does not include "Statement on what is left out, as published"

    Scenario: Nothing is published before the family is prepared for it
      When the Business Manager tries to complete "Publish the report" on Wednesday 1 July 2026
      Then it is refused: "Record first how the family was prepared for publication"
      Given the Business Manager completes "Prepare the family for publication" on Wednesday 1 July 2026
      When the Business Manager tries to complete "Publish the report" on Wednesday 1 July 2026
      Then it is accepted

    Scenario: Not published on the planned day
      When Tuesday 30 June 2026 ends
      Then the Executive Group is not told that PUB-L2 is late
      When Wednesday 1 July 2026 ends
      Then the Executive Group is told once that PUB-L2 is late
      And the Head of Safeguarding is not told that LCSPR-6 is late

    Scenario: The business unit is reminded to publish it within six months
      When Monday 19 October 2026 ends
      Then the reminders of LCSPR-6 are:
        | Friday 18 September 2026 | Business unit |
        | Friday 2 October 2026    | Business unit |
        | Friday 9 October 2026    | Business unit |
        | Friday 16 October 2026   | Business unit |
        | Monday 19 October 2026   | Business unit |

    Scenario: Not published within six months
      When Thursday 15 October 2026 ends
      Then "Publish the report" is due on Friday 16 October 2026
      And the Head of Safeguarding is not told that LCSPR-6 is late
      When Friday 16 October 2026 ends
      Then the Head of Safeguarding is told once that LCSPR-6 is late
      When the Business Manager tries to complete "Publish the report" on Saturday 17 October 2026
      Then it is refused: "Enter: Why this is late"

    Scenario Outline: What a publication needs
      Given the Business Manager completes "Prepare the family for publication" on Tuesday 16 June 2026
      When the <post> tries to complete "Publish the report" on Wednesday 1 July 2026, answering "<question>" with "<answer>"
      Then it is <result>

      Examples:
        | post                         | question                                                  | answer                 | result                                                                                        |
        | Business Manager             | Date of publication                                       | Wednesday 1 July 2026  | accepted                                                                                      |
        | Business Manager             | Date of publication                                       | Thursday 2 July 2026   | refused: "The date of publication must be today or in the past"                               |
        | Business Manager             | Date of publication                                       | Tuesday 30 June 2026   | refused: "The report is not published before the planned day"                                 |
        | Business Manager             | Has the family been told of the day, and prepared for it? | no                     | refused: "The family is told of the day, and prepared for it, before the report is published" |
        | Business Manager             | Has the family been told of the day, and prepared for it? | nothing                | refused: "Choose: Has the family been told of the day, and prepared for it?"                  |
        | Business Manager             | Name of the Lead Reviewer, as published                   | nothing                | refused: "Enter: Name of the Lead Reviewer, as published"                                     |
        | Business Manager             | Address on the partnership's website                      | nothing                | refused: "Enter: Address on the partnership's website"                                        |
        | Business Manager             | What was published                                        | nothing                | refused: "Upload: What was published"                                                         |
        | Business Manager             | What was published                                        | four files             | refused: "must be 3 files or fewer"                                                           |
        | Business Manager             | What was published                                        | a photograph           | refused: "report.png must be one of: pdf, docx, odt"                                          |
        | Business Manager             | Statement on what is left out, as published               | nothing                | accepted                                                                                      |
        | Business Manager             | Date on which the Secretary of State was sent a copy      | Wednesday 1 July 2026  | accepted                                                                                      |
        | Business Manager             | Date on which the Secretary of State was sent a copy      | Thursday 2 July 2026   | refused: "The date of sending must be today or in the past"                                   |
        | Business Manager             | Day on which it is reviewed whether it stays available    | Thursday 1 July 2027   | accepted                                                                                      |
        | Business Manager             | Day on which it is reviewed whether it stays available    | Wednesday 30 June 2027 | refused: "The report stays available for at least a year"                                     |
        | Chair of the Executive Group | Date of publication                                       | Wednesday 1 July 2026  | refused: "may not do"                                                                         |

    Scenario: The day of publication may be corrected, and what hangs on it moves
      Given the Business Manager completes "Prepare the family for publication" on Tuesday 16 June 2026
      And the Business Manager completes "Publish the report" on Friday 3 July 2026
      When the Business Manager corrects the date of "published" to Wednesday 1 July 2026, because "It stood on the website two days before"
      Then the date of "published" is Wednesday 1 July 2026
      When the Chair of the Executive Group tries to correct the date of "published" to Thursday 2 July 2026, because "I think so"
      Then it is refused: "may not"

  @PUB-L1 @PUB-6
  Rule: What is published in part says that it is

    Scenario Outline: A statement on what is left out
      Given these are completed:
        | Friday 12 June 2026  | the Chair of the Executive Group | Plan the publication                  | Planned day of publication: Wednesday 1 July 2026 |
        | Friday 12 June 2026  | the Chair of the Executive Group | Decide on publication                 | What is published?: A redacted report             |
        | Monday 15 June 2026  | the Business Manager             | Send the report to the National Panel |                                                   |
        | Tuesday 16 June 2026 | the Business Manager             | Prepare the family for publication    |                                                   |
      When the Business Manager tries to complete "Publish the report" on Wednesday 1 July 2026, answering "Statement on what is left out, as published" with "<statement>"
      Then it is <result>

      Examples:
        | statement                    | result                                                        |
        | nothing                      | refused: "Enter: Statement on what is left out, as published" |
        | One chapter is not published | accepted                                                      |

  @PUB-1 @PUB-2 @PUB-3 @PUB-4 @PUB-5 @PUB-6 @PUB-7
  Rule: What the forms ask

    Scenario: The form "Plan the publication"
      Then the form "Plan the publication" asks:
        | Planned day of publication                                   | always | date  |
        | Impact on children, and what is done about it                | always | text  |
        | Impact on family members, and what is done about it          | always | text  |
        | Impact on practitioners, and what is done about it           | always | text  |
        | Impact on others closely affected, and what is done about it | always | text  |
        | Central contact for media enquiries                          | always | line  |
        | Email address for media enquiries                            | always | email |
        | Strategic and press leads of each organisation               | always | text  |
        | What is said to the media, by whom and when                  | always | text  |

    Scenario: The form "Decide on publication"
      Then the form "Decide on publication" asks:
        | Date of the decision                  | always        | date                                                                                                                                              |
        | What is published?                    | always        | The full report; A redacted report; Information on the improvements only; Nothing yet - publication is delayed; Nothing - publication is withheld |
        | Why the circumstances are exceptional | if it applies | text                                                                                                                                              |
        | What is left out                      | if it applies | text                                                                                                                                              |
        | Delayed until                         | if it applies | date                                                                                                                                              |

    Scenario: The form "Send the report to the National Panel"
      Then the form "Send the report to the National Panel" asks:
        | Was the full report sent at least seven working days before the planned day of publication? | always        | It was sent in time; It was not, so a new day is planned |
        | Date on which it was sent                                                                   | if it applies | date                                                     |
        | How it was sent                                                                             | if it applies | line                                                     |
        | Why a new day is planned                                                                    | if it applies | text                                                     |

    Scenario: The form "Publish the report"
      Then the form "Publish the report" asks:
        | Has the family been told of the day, and prepared for it? | if it applies | yes no |
        | Date of publication                                       | always        | date   |
        | Name of the Lead Reviewer, as published                   | always        | line   |
        | Pseudonym or title under which it is published            | may be        | line   |
        | Address on the partnership's website                      | always        | line   |
        | Methodology, as published                                 | always        | text   |
        | Summary, as published                                     | always        | text   |
        | What was published                                        | always        | file   |
        | Statement on what is left out, as published               | if it applies | text   |
        | The partnership's response, as published                  | always        | text   |
        | Date on which the Secretary of State was sent a copy      | may be        | date   |
        | Day on which it is reviewed whether it stays available    | always        | date   |
