Feature: LCSPR
  A Local Child Safeguarding Practice Review is undertaken by an Independent Reviewer whom the partnership
  commissions, with a scoping panel that settles the scope. It is published within six months of the decision.
  Progress is checked until then, and the National Panel is told of any delay beyond.

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
      | Thursday 16 April 2026 | the Business Manager                           | Compile the information pack |                                                                |
      | Thursday 16 April 2026 | the Detective Chief Superintendent             | Hold the meeting, part one   |                                                                |
      | Thursday 16 April 2026 | the Detective Chief Superintendent             | Hold the meeting, part two   | Is a Local Child Safeguarding Practice Review undertaken?: yes |
      | Friday 17 April 2026   | the Detective Chief Superintendent             | Draft the Chair's Report     |                                                                |
      | Friday 17 April 2026   | the Detective Chief Superintendent             | Sign as chair                |                                                                |
      | Friday 17 April 2026   | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding |                                                                |

  @INT-3 @LCSPR-1
  Rule: The partnership commissions an Independent Reviewer

    Scenario: The Lead Reviewer is commissioned, and told so
      Then "Commission the Lead Reviewer" is open for the Business unit
      And "Approve the scoping panel" is not open
      When the Business Manager completes "Commission the Lead Reviewer" on Tuesday 21 April 2026, answering:
        | Date of the commission | Monday 20 April 2026 |
      Then the Lead Reviewer is sent the letter "reviewer commissioned", naming Friday 16 October 2026
      And the letter "reviewer commissioned" says "commissioned you on Monday 20 April 2026 as the Lead Reviewer"
      And the letter "reviewer commissioned" says "The decision to review was made on Thursday 16 April 2026"
      And the letter "reviewer commissioned" says "its report published, by Friday 16 October 2026 (clause LCSPR-6)"
      And the letter "reviewer commissioned" does not say "Amy"
      And "Approve the scoping panel" is open for the Executive Group

    Scenario: Several reviewers, and their contract
      When the Business Manager completes "Commission the Lead Reviewer" on Monday 20 April 2026, answering:
        | Further reviewers     | a second reviewer     |
        | The signed commission | the signed commission |
      Then what is kept of "Commission the Lead Reviewer" includes:
        | Further reviewers     | a second reviewer     |
        | The signed commission | the signed commission |

    @LCSPR-3
    Scenario: Further reviewers stand in the terms of reference, and no timescale if there is none
      Given these are completed:
        | Monday 20 April 2026    | the Business Manager             | Commission the Lead Reviewer | Further reviewers: a second reviewer |
        | Wednesday 22 April 2026 | the Chair of the Executive Group | Approve the scoping panel    |                                      |
      When the Chair of the Executive Group completes "Settle the terms of reference" on Monday 27 April 2026, answering "Timescale" with "nothing"
      Then the document "terms of reference" says "Dana Price: Thirty years of paediatric nursing"
      And the document "terms of reference" does not say "not given"

    Scenario Outline: What a commission needs
      When the <post> tries to complete "Commission the Lead Reviewer" on Monday 20 April 2026, answering "<question>" with "<answer>"
      Then it is <result>

      Examples:
        | post                         | question               | answer                           | result                                                             |
        | Business Manager             | Date of the commission | Monday 20 April 2026             | accepted                                                           |
        | Business Manager             | Date of the commission | Tuesday 21 April 2026            | refused: "The date of the commission must be today or in the past" |
        | Business Manager             | Lead Reviewer          | nothing                          | refused: "Choose: Lead Reviewer"                                   |
        | Business Manager             | Lead Reviewer          | the Chair of the Executive Group | refused: "Choose one of the list: Lead Reviewer"                   |
        | Business Manager             | Further reviewers      | a reviewer without a purpose     | refused: "Enter: What this reviewer brings"                        |
        | Business Manager             | How was that checked?  | nothing                          | refused: "Choose: How was that checked?"                           |
        | Business Manager             | The signed commission  | four papers                      | refused: "must be 3 files or fewer"                                |
        | Business Manager             | The signed commission  | a photograph                     | refused: "commission.jpg must be one of: pdf, docx, odt"           |
        | Chair of the Executive Group | Date of the commission | Monday 20 April 2026             | refused: "may not do"                                              |

  @LCSPR-1 @LCSPR-2 @INT-3
  Rule: The Executive Group approves the scoping panel that the Rapid Review proposed

    Background:
      Given the Business Manager completes "Commission the Lead Reviewer" on Monday 20 April 2026

    Scenario: The members that the Rapid Review proposed stand there
      Then what stands in "Members of the scoping panel" of "Approve the scoping panel" says "Pat Lund"
      And what stands in "Members of the scoping panel" of "Approve the scoping panel" says "Halton PLACE"

    Scenario: The panel is approved, and its chair told
      When the Chair of the Executive Group completes "Approve the scoping panel" on Thursday 23 April 2026, answering:
        | Date of the approval       | Wednesday 22 April 2026             |
        | Chair of the scoping panel | the Director of Children's Services |
      Then the Scoping panel chair is sent the letter "scoping panel approved", naming Friday 16 October 2026
      And the letter "scoping panel approved" says "On Wednesday 22 April 2026 the Executive Group approved the scoping panel"
      And the letter "scoping panel approved" says "by Friday 16 October 2026 (clause LCSPR-6): six months after the decision to review, which was made on Thursday 16 April 2026"
      And the letter "scoping panel approved" does not say "Amy"
      And "Settle the terms of reference" is open for the Scoping panel chair
      When the Business Manager tries to complete "Settle the terms of reference" on Monday 27 April 2026
      Then it is refused: "may not do"
      When the Chair of the Executive Group tries to complete "Settle the terms of reference" on Monday 27 April 2026
      Then it is refused: "may not do"
      When the Director of Children's Services tries to complete "Settle the terms of reference" on Monday 27 April 2026
      Then it is accepted

    Scenario Outline: What the approval needs
      When the <post> tries to complete "Approve the scoping panel" on Wednesday 22 April 2026, answering:
        | <question>                                           | <answer> |
        | Is the chair a member of the Executive Group?        | <member> |
        | Why the chair is not a member of the Executive Group | <why>    |
      Then it is <result>

      Examples:
        | post                         | member | why                       | question                     | answer                           | result                                                                 |
        | Chair of the Executive Group | yes    | nothing                   | Date of the approval         | Wednesday 22 April 2026          | accepted                                                               |
        | Chair of the Executive Group | no     | nothing                   | Date of the approval         | Wednesday 22 April 2026          | refused: "Enter: Why the chair is not a member of the Executive Group" |
        | Chair of the Executive Group | no     | She knows the family best | Date of the approval         | Wednesday 22 April 2026          | accepted                                                               |
        | Chair of the Executive Group | yes    | nothing                   | Date of the approval         | Thursday 23 April 2026           | refused: "The date of the approval must be today or in the past"       |
        | Chair of the Executive Group | yes    | nothing                   | Chair of the scoping panel   | nothing                          | refused: "Choose: Chair of the scoping panel"                          |
        | Chair of the Executive Group | yes    | nothing                   | Members of the scoping panel | nothing                          | refused: "Members of the scoping panel"                                |
        | Chair of the Executive Group | yes    | nothing                   | Members of the scoping panel | a member without an organisation | refused: "Enter: Organisation"                                         |
        | Business Manager             | yes    | nothing                   | Date of the approval         | Wednesday 22 April 2026          | refused: "may not do"                                                  |

  @LCSPR-3 @LCSPR-4 @LCSPR-5
  Rule: The scoping panel settles scope and methodology under delegated authority

    Background:
      Given these are completed:
        | Monday 20 April 2026    | the Business Manager             | Commission the Lead Reviewer |
        | Wednesday 22 April 2026 | the Chair of the Executive Group | Approve the scoping panel    |

    Scenario: What the Rapid Review identified stands there, for the panel to finalise
      Then what stands in "Key lines of enquiry" of "Settle the terms of reference" says "What was known of the home, and who acted on it"
      And what stands in "Timescale" of "Settle the terms of reference" says "The year before the incident; five months"

    Scenario: The terms are settled and written, and the review begins
      When the Chair of the Executive Group completes "Settle the terms of reference" on Monday 27 April 2026, answering:
        | Day by which the report is expected to be published | Wednesday 30 September 2026 |
        | Day by which progress is first checked              | Friday 29 May 2026          |
      Then the document "terms of reference" was written
      And the document "terms of reference" says "decided on Thursday 16 April 2026 to undertake this review"
      And the document "terms of reference" says "approved the scoping panel on Wednesday 22 April 2026"
      And the document "terms of reference" says "under its delegated authority on Monday 27 April 2026"
      And the document "terms of reference" says "Lead Reviewer: The Independent Reviewer"
      And the document "terms of reference" says "Commissioned on Monday 20 April 2026. Independent of the organisations in the case: She has worked for none of them"
      And the document "terms of reference" says "Chair of the scoping panel: The Chair of the Executive Group"
      And the document "terms of reference" says "Ann Lee Named Nurse Safeguarding Children Bridgewater NHS"
      And the document "terms of reference" says "Ben Cole Head of Neighbourhoods Halton Housing"
      And the document "terms of reference" says "Housing and health knew the family best"
      And the document "terms of reference" says "How agencies worked together in the two years before the fall"
      And the document "terms of reference" says "How falls from windows are prevented"
      And the document "terms of reference" says "The last two years; a draft within four months"
      And the document "terms of reference" says "From Monday 1 April 2024 to Saturday 28 March 2026"
      And the document "terms of reference" says "Bridgewater NHS, Halton Housing"
      And the document "terms of reference" says "A systems approach with two learning events"
      And the document "terms of reference" says "Practitioners walk through key episodes"
      And the document "terms of reference" says "Managers explain duty systems and workloads"
      And the document "terms of reference" says "Each finding is tested with those who must act on it"
      And the document "terms of reference" says "What the child said and showed stands first in each episode"
      And the document "terms of reference" says "Housing, income and support are described for each episode"
      And the document "terms of reference" says "Two agencies, a short period, no earlier review"
      And the document "terms of reference" says "By asking what made sense to practitioners then"
      And the document "terms of reference" says "expected to be published by Wednesday 30 September 2026"
      And the document "terms of reference" says "published by Friday 16 October 2026, six months after the decision"
      And the document "terms of reference" says "first checked by Friday 29 May 2026"
      And the document "terms of reference" does not say "Further reviewers"
      And "Draft the report" is open for the Lead Reviewer
      And "Identify the family" is open for the Business unit
      And "Check the progress of the review" is not open
      And "The check is brought forward" is open for the Scoping panel chair
      And the date of "progress check planned" is Friday 29 May 2026
      And the date of "publication expected" is Wednesday 30 September 2026

    Scenario Outline: What the terms of reference need
      When the Chair of the Executive Group tries to complete "Settle the terms of reference" on Monday 27 April 2026, answering:
        | The review looks at the time from                   | <from>     |
        | The review looks at the time until                  | <until>    |
        | Day by which the report is expected to be published | <expected> |
        | Day by which progress is first checked              | <check>    |
      Then it is <result>

      Examples:
        | from                  | until                 | expected                 | check                  | result                                                                              |
        | Monday 27 April 2026  | Monday 27 April 2026  | Friday 16 October 2026   | Friday 16 October 2026 | accepted                                                                            |
        | Tuesday 28 April 2026 | Tuesday 28 April 2026 | Friday 16 October 2026   | Friday 29 May 2026     | refused: "The period must begin today or in the past"                               |
        | Tuesday 28 April 2026 | Tuesday 28 April 2026 | Friday 16 October 2026   | Friday 29 May 2026     | refused: "The period must end today or in the past"                                 |
        | Monday 27 April 2026  | Sunday 26 April 2026  | Friday 16 October 2026   | Friday 29 May 2026     | refused: "The period cannot end before it begins"                                   |
        | Monday 20 April 2026  | Monday 27 April 2026  | Saturday 17 October 2026 | Friday 29 May 2026     | refused: "The report must be published within six months of the decision to review" |
        | Monday 20 April 2026  | Monday 27 April 2026  | Monday 27 April 2026     | Monday 27 April 2026   | accepted                                                                            |
        | Monday 20 April 2026  | Monday 27 April 2026  | Sunday 26 April 2026     | Monday 27 April 2026   | refused: "The day of publication must be today or later"                            |
        | Monday 20 April 2026  | Monday 27 April 2026  | Friday 16 October 2026   | Sunday 26 April 2026   | refused: "The day of the check must be today or later"                              |
        | Monday 20 April 2026  | Monday 27 April 2026  | Friday 29 May 2026       | Saturday 30 May 2026   | refused: "Check progress before the report is to be published"                      |
        | Monday 20 April 2026  | Monday 27 April 2026  | nothing                  | Friday 29 May 2026     | refused: "Enter: Day by which the report is expected to be published"               |

    @LCSPR-6 @LCSPR-7 @LCSPR-L4
    Scenario: Terms that are settled after six months are late already, and a delay has to be told
      When the Chair of the Executive Group tries to complete "Settle the terms of reference" on Friday 16 October 2026, answering:
        | Day by which the report is expected to be published | nothing                |
        | Day by which progress is first checked              | Monday 19 October 2026 |
      Then it is refused: "Enter: Day by which the report is expected to be published"
      When the Chair of the Executive Group completes "Settle the terms of reference" on Saturday 17 October 2026, answering:
        | Day by which the report is expected to be published | nothing                |
        | Day by which progress is first checked              | Monday 19 October 2026 |
      Then the date of "publication expected" is Saturday 17 October 2026
      And the document "terms of reference" does not say "expected to be published"
      When the Chair of the Executive Group tries to complete "Check the progress of the review" on Monday 19 October 2026
      Then it is refused: "That day has passed; choose another answer"

  @INT-3 @LCSPR-6 @LCSPR-L3 @LCSPR-L4 @LCSPR-L6
  Rule: Progress is checked by the day set for it, until the report is published

    Background:
      Given these are completed:
        | Monday 20 April 2026    | the Business Manager             | Commission the Lead Reviewer  |                                                                             |                                                            |
        | Wednesday 22 April 2026 | the Chair of the Executive Group | Approve the scoping panel     |                                                                             |                                                            |
        | Monday 27 April 2026    | the Chair of the Executive Group | Settle the terms of reference | Day by which the report is expected to be published: Wednesday 15 July 2026 | Day by which progress is first checked: Friday 29 May 2026 |

    Scenario: The check opens ten working days before the day set for it, and then can no longer be brought forward
      When Wednesday 13 May 2026 ends
      Then "Check the progress of the review" is not open
      And "The check is brought forward" is open for the Scoping panel chair
      When Thursday 14 May 2026 ends
      Then "Check the progress of the review" is open for the Scoping panel chair
      And "Check the progress of the review" is due on Friday 29 May 2026
      And "The check is brought forward" is not open

    @LCSPR-7
    Scenario: The chair brings the check forward, once a reason is given; the next has its own day again
      When the Business Manager tries to complete "The check is brought forward" on Tuesday 5 May 2026
      Then it is refused: "may not do"
      When the Chair of the Executive Group tries to complete "The check is brought forward" on Tuesday 5 May 2026, answering "Why progress is checked before the day set for it" with "nothing"
      Then it is refused: "Enter: Why progress is checked before the day set for it"
      When the Chair of the Executive Group completes "The check is brought forward" on Tuesday 5 May 2026
      Then "Check the progress of the review" is open for the Scoping panel chair
      And "Check the progress of the review" is due on Friday 29 May 2026
      And "The check is brought forward" is not open
      When the Chair of the Executive Group completes "Check the progress of the review" on Tuesday 5 May 2026, answering:
        | Day by which progress is checked again | Tuesday 30 June 2026 |
      Then "Check the progress of the review" is not open
      And "The check is brought forward" is open for the Scoping panel chair
      When Tuesday 16 June 2026 ends
      Then "Check the progress of the review" is open for the Scoping panel chair

    Scenario: Each check sets the day of the next
      When the Chair of the Executive Group completes "Check the progress of the review" on Wednesday 27 May 2026, answering:
        | Day by which progress is checked again                    | Tuesday 30 June 2026                 |
        | Complexity that has come to light, and parallel processes | A second household has come to light |
      Then "Check the progress of the review" is not open
      And what is kept of "Check the progress of the review" includes:
        | Complexity that has come to light, and parallel processes | A second household has come to light |
      When Friday 29 May 2026 ends
      Then the Executive Group is not told that LCSPR-L3 is late
      And the letter "delay notice" was not sent
      When Tuesday 16 June 2026 ends
      Then "Check the progress of the review" is due on Tuesday 30 June 2026

    Scenario: Progress is not checked in time
      When Thursday 28 May 2026 ends
      Then the Executive Group is not told that LCSPR-L3 is late
      When Friday 29 May 2026 ends
      Then the Executive Group is told once that LCSPR-L3 is late
      When the Chair of the Executive Group tries to complete "Check the progress of the review" on Monday 1 June 2026
      Then it is refused: "Enter: Why this is late"

    Scenario: Later, but within six months
      When the Chair of the Executive Group completes "Check the progress of the review" on Friday 29 May 2026, answering:
        | When can the report be published?                       | Later, but within six months of the decision, or by the day that the National Panel was told |
        | Day by which the report is now expected to be published | Wednesday 16 September 2026                                                                  |
        | Day by which progress is checked again                  | Friday 31 July 2026                                                                          |
      Then the date of "publication expected" is Wednesday 16 September 2026
      And the date of "progress check planned" is Friday 31 July 2026
      And "Tell the National Panel of the delay" is not open

    Scenario: Not published by the day expected
      Given the Chair of the Executive Group completes "Check the progress of the review" on Friday 29 May 2026, answering:
        | Day by which progress is checked again | Wednesday 15 July 2026 |
      When Tuesday 14 July 2026 ends
      Then the Head of Safeguarding is not told that LCSPR-L4 is late
      When Wednesday 15 July 2026 ends
      Then the Head of Safeguarding is told once that LCSPR-L4 is late
      When the Chair of the Executive Group tries to complete "Check the progress of the review" on Thursday 16 July 2026, answering:
        | Why this is late | The chair was away |
      Then it is refused: "That day has passed; choose another answer"

    Scenario Outline: What a check needs
      When the <post> tries to complete "Check the progress of the review" on Friday 29 May 2026, answering:
        | When can the report be published?                       | <outlook>  |
        | Day by which the report is now expected to be published | <expected> |
        | Day by which progress is checked again                  | <again>    |
      Then it is <result>

      Examples:
        | post                         | outlook                                                                                      | expected                 | again                  | result                                                                    |
        | Chair of the Executive Group | By the day on which it is expected                                                           | nothing                  | Wednesday 15 July 2026 | accepted                                                                  |
        | Chair of the Executive Group | By the day on which it is expected                                                           | nothing                  | Thursday 16 July 2026  | refused: "Check progress again before the report is to be published"      |
        | Chair of the Executive Group | By the day on which it is expected                                                           | nothing                  | nothing                | refused: "Enter: Day by which progress is checked again"                  |
        | Chair of the Executive Group | By the day on which it is expected                                                           | nothing                  | Friday 29 May 2026     | accepted                                                                  |
        | Chair of the Executive Group | By the day on which it is expected                                                           | nothing                  | Thursday 28 May 2026   | refused: "The day of the check must be today or later"                    |
        | Chair of the Executive Group | Later, but within six months of the decision, or by the day that the National Panel was told | Friday 16 October 2026   | Friday 16 October 2026 | accepted                                                                  |
        | Chair of the Executive Group | Later, but within six months of the decision, or by the day that the National Panel was told | Saturday 17 October 2026 | Tuesday 30 June 2026   | refused: "A later day has to be told to the National Panel"               |
        | Chair of the Executive Group | Later, but within six months of the decision, or by the day that the National Panel was told | nothing                  | Tuesday 30 June 2026   | refused: "Enter: Day by which the report is now expected to be published" |
        | Chair of the Executive Group | Later, but within six months of the decision, or by the day that the National Panel was told | Thursday 28 May 2026     | Friday 29 May 2026     | refused: "The day of publication must be today or later"                  |
        | Chair of the Executive Group | Later, but within six months of the decision, or by the day that the National Panel was told | Friday 29 May 2026       | Friday 29 May 2026     | accepted                                                                  |
        | Chair of the Executive Group | Later, but within six months of the decision, or by the day that the National Panel was told | Monday 3 August 2026     | Tuesday 4 August 2026  | refused: "Check progress again before the report is to be published"      |
        | Chair of the Executive Group | Only after six months, or after the day that the National Panel was told                     | nothing                  | nothing                | accepted                                                                  |
        | Business Manager             | By the day on which it is expected                                                           | nothing                  | Tuesday 30 June 2026   | refused: "may not do"                                                     |

    Scenario: After six months the report can no longer be later but in time
      When the Chair of the Executive Group tries to complete "Check the progress of the review" on Friday 16 October 2026, answering:
        | Why this is late                                        | The chair was away                                                                           |
        | When can the report be published?                       | Later, but within six months of the decision, or by the day that the National Panel was told |
        | Day by which the report is now expected to be published | Friday 16 October 2026                                                                       |
        | Day by which progress is checked again                  | Friday 16 October 2026                                                                       |
      Then it is accepted
      When the Chair of the Executive Group tries to complete "Check the progress of the review" on Saturday 17 October 2026, answering:
        | Why this is late                  | The chair was away                                                                           |
        | When can the report be published? | Later, but within six months of the decision, or by the day that the National Panel was told |
      Then it is refused: "can no longer be chosen"

  @LCSPR-6 @LCSPR-7 @LCSPR-L3 @LCSPR-L4
  Rule: If publication within six months is prevented, the National Panel is told the reason and the new date

    Background:
      Given these are completed:
        | Monday 20 April 2026    | the Business Manager             | Commission the Lead Reviewer     |                                                                                                             |                                                            |
        | Wednesday 22 April 2026 | the Chair of the Executive Group | Approve the scoping panel        |                                                                                                             |                                                            |
        | Monday 27 April 2026    | the Chair of the Executive Group | Settle the terms of reference    | Day by which the report is expected to be published: Friday 16 October 2026                                 | Day by which progress is first checked: Friday 29 May 2026 |
        | Friday 29 May 2026      | the Chair of the Executive Group | Check the progress of the review | When can the report be published?: Only after six months, or after the day that the National Panel was told |                                                            |

    Scenario: The delay notice keeps the old date beside the new one
      Then "Tell the National Panel of the delay" is open for the Head of Safeguarding
      And "Check the progress of the review" is not open
      When the Head of Safeguarding and Quality Assurance completes "Tell the National Panel of the delay" on Monday 1 June 2026, answering:
        | New day by which the report is published | Monday 30 November 2026 |
        | Day by which progress is checked again   | Tuesday 30 June 2026    |
      Then the National Panel is sent the letter "delay notice", naming Monday 30 November 2026
      And the letter "delay notice" says "On Thursday 16 April 2026 Halton Children and Young People Safeguarding Partnership decided to undertake"
      And the letter "delay notice" says "Its report was to be published by Friday 16 October 2026"
      And the letter "delay notice" says "What delays it: A parallel process asks for delay"
      And the letter "delay notice" says "Reason: Two key practitioners are witnesses in a trial"
      And the letter "delay notice" says "The report will be published by Monday 30 November 2026"
      And the letter "delay notice" does not say "Amy"
      And the date of "progress check planned" is Tuesday 30 June 2026
      And the date of "publication expected" is Monday 30 November 2026
      And the limits of LCSPR-6 are:
        | national | lcspr decided | Friday 16 October 2026 |
      And LCSPR-6 is extended from Friday 16 October 2026 to Monday 30 November 2026, which the National Panel is told

    Scenario: The extended limit is watched in place of the first, and every date stays on record
      Given the Head of Safeguarding and Quality Assurance completes "Tell the National Panel of the delay" on Monday 1 June 2026, answering:
        | New day by which the report is published | Monday 30 November 2026 |
        | Day by which progress is checked again   | Friday 27 November 2026 |
      When Friday 16 October 2026 ends
      Then the Executive Group is not told that LCSPR-6 is late
      And the audit shows that "six months passed" moved from Friday 16 October 2026 to Monday 30 November 2026
      When the Chair of the Executive Group completes "Check the progress of the review" on Friday 27 November 2026, answering:
        | When can the report be published? | Only after six months, or after the day that the National Panel was told |
      And the Head of Safeguarding and Quality Assurance tries to complete "Tell the National Panel of the delay" on Friday 27 November 2026, answering "New day by which the report is published" with "Monday 30 November 2026"
      Then it is refused: "The new day must be later than the one by which it is due now"
      When the Head of Safeguarding and Quality Assurance completes "Tell the National Panel of the delay" on Friday 27 November 2026, answering:
        | New day by which the report is published | Friday 26 February 2027 |
        | Day by which progress is checked again   | Monday 1 February 2027  |
      Then LCSPR-6 is extended from Monday 30 November 2026 to Friday 26 February 2027, which the National Panel is told
      And LCSPR-6 is extended from Friday 16 October 2026 to Monday 30 November 2026, which the National Panel is told
      And the letter "delay notice" says "Its report was to be published by Friday 16 October 2026, six months after the decision"
      And the limits of LCSPR-6 are:
        | national | lcspr decided | Friday 16 October 2026 |
      When Monday 30 November 2026 ends
      Then the Executive Group is not told that LCSPR-6 is late
      When Friday 26 February 2027 ends
      Then the Executive Group is told once that LCSPR-6 is late

    @LCSPR-L5
    Scenario: The delay is told within five working days
      Then "Tell the National Panel of the delay" is due on Friday 5 June 2026
      When Thursday 4 June 2026 ends
      Then the Executive Group is not told that LCSPR-L5 is late
      When Friday 5 June 2026 ends
      Then the Executive Group is told once that LCSPR-L5 is late
      When the Head of Safeguarding and Quality Assurance tries to complete "Tell the National Panel of the delay" on Monday 8 June 2026
      Then it is refused: "Enter: Why this is late"

    @LCSPR-L5
    Scenario: Each delay has five working days of its own
      Given the Head of Safeguarding and Quality Assurance completes "Tell the National Panel of the delay" on Monday 1 June 2026
      And the Chair of the Executive Group completes "Check the progress of the review" on Tuesday 30 June 2026, answering:
        | Day by which progress is checked again | Monday 31 August 2026 |
      Then the date of "delay known" is Friday 29 May 2026
      When the Chair of the Executive Group completes "Check the progress of the review" on Wednesday 26 August 2026, answering:
        | When can the report be published? | Only after six months, or after the day that the National Panel was told |
      Then "Tell the National Panel of the delay" is due on Thursday 3 September 2026

    Scenario: The new date is watched like the first, and may be told again
      Given the Head of Safeguarding and Quality Assurance completes "Tell the National Panel of the delay" on Monday 1 June 2026, answering:
        | New day by which the report is published | Monday 30 November 2026 |
        | Day by which progress is checked again   | Friday 27 November 2026 |
      When Sunday 29 November 2026 ends
      Then the Head of Safeguarding is not told that LCSPR-L4 is late
      When Monday 30 November 2026 ends
      Then the Head of Safeguarding is told once that LCSPR-L4 is late
      Given the Chair of the Executive Group completes "Check the progress of the review" on Tuesday 1 December 2026, answering:
        | Why this is late                  | The trial was put off                                                    |
        | When can the report be published? | Only after six months, or after the day that the National Panel was told |
      When the Head of Safeguarding and Quality Assurance completes "Tell the National Panel of the delay" on Wednesday 2 December 2026, answering:
        | New day by which the report is published | Friday 26 February 2027 |
      Then the letter "delay notice" was sent 2 times
      And the letter "delay notice" says "The report will be published by Friday 26 February 2027"
      And the Head of Safeguarding is told once that LCSPR-L4 is late

    Scenario Outline: What a delay notice needs
      When the <post> tries to complete "Tell the National Panel of the delay" on <on>, answering:
        | New day by which the report is published | <new>   |
        | Day by which progress is checked again   | <again> |
      Then it is <result>

      Examples:
        | post                                       | on                 | new                      | again                   | result                                                                   |
        | Head of Safeguarding and Quality Assurance | Monday 1 June 2026 | Saturday 17 October 2026 | Monday 1 June 2026      | accepted                                                                 |
        | Head of Safeguarding and Quality Assurance | Monday 1 June 2026 | Friday 16 October 2026   | Tuesday 30 June 2026    | refused: "The new day must be later than the one by which it is due now" |
        | Head of Safeguarding and Quality Assurance | Monday 1 June 2026 | Monday 30 November 2026  | Sunday 31 May 2026      | refused: "The day of the check must be today or later"                   |
        | Head of Safeguarding and Quality Assurance | Monday 1 June 2026 | Monday 30 November 2026  | Monday 30 November 2026 | accepted                                                                 |
        | Head of Safeguarding and Quality Assurance | Monday 1 June 2026 | Monday 30 November 2026  | Tuesday 1 December 2026 | refused: "Check progress again before the report is to be published"     |
        | Chair of the Executive Group               | Monday 1 June 2026 | Monday 30 November 2026  | Tuesday 30 June 2026    | refused: "may not do"                                                    |

    Scenario Outline: A notice that is given after six months names a day to come
      When the Head of Safeguarding and Quality Assurance tries to complete "Tell the National Panel of the delay" on Monday 2 November 2026, answering:
        | Why this is late                         | The notice was forgotten |
        | New day by which the report is published | <new>                    |
        | Day by which progress is checked again   | Monday 2 November 2026   |
      Then it is <result>

      Examples:
        | new                     | result                                       |
        | Monday 2 November 2026  | refused: "The new day must be in the future" |
        | Tuesday 3 November 2026 | accepted                                     |

  @LCSPR-7 @LCSPR-L3
  Rule: A parallel process may ask for delay at any time, again and again

    Background:
      Given these are completed:
        | Monday 20 April 2026    | the Business Manager             | Commission the Lead Reviewer  |                                                                             |                                                            |
        | Wednesday 22 April 2026 | the Chair of the Executive Group | Approve the scoping panel     |                                                                             |                                                            |
        | Monday 27 April 2026    | the Chair of the Executive Group | Settle the terms of reference | Day by which the report is expected to be published: Friday 16 October 2026 | Day by which progress is first checked: Friday 29 May 2026 |

    Scenario: A request brings the check of progress forward
      Then "A parallel process asks for delay" is open for the Business unit
      When the Business Manager completes "A parallel process asks for delay" on Wednesday 6 May 2026, answering:
        | Which process?                                              | Inquest             |
        | Date of the request                                         | Tuesday 5 May 2026  |
        | Day by which the scoping panel's chair checks the timetable | Monday 11 May 2026  |
        | Until when                                                  | The hearing in July |
      Then the Scoping panel chair is sent the letter "delay asked"
      And the letter "delay asked" says "A parallel process has asked on Tuesday 5 May 2026 that a part of the review"
      And the letter "delay asked" says "be delayed: Inquest"
      And the letter "delay asked" says "Check the timetable by Monday 11 May 2026"
      And the letter "delay asked" does not say "Amy"
      When Wednesday 6 May 2026 ends
      Then "Check the progress of the review" is open for the Scoping panel chair
      And "Check the progress of the review" is due on Monday 11 May 2026
      And what is kept of "A parallel process asks for delay" includes:
        | Until when | The hearing in July |

    Scenario: A second request
      Given the Business Manager completes "A parallel process asks for delay" on Wednesday 6 May 2026
      And the Chair of the Executive Group completes "Check the progress of the review" on Thursday 7 May 2026, answering:
        | Day by which progress is checked again | Friday 29 May 2026 |
      When the Business Manager completes "A parallel process asks for delay" on Thursday 14 May 2026, answering:
        | Which process?                                              | Proceedings of the family court |
        | Day by which the scoping panel's chair checks the timetable | Monday 18 May 2026              |
      Then the letter "delay asked" was sent 2 times
      When Thursday 14 May 2026 ends
      Then "Check the progress of the review" is due on Monday 18 May 2026

    Scenario Outline: What is recorded of a request
      When the <post> tries to complete "A parallel process asks for delay" on Wednesday 6 May 2026, answering "<question>" with "<answer>"
      Then it is <result>

      Examples:
        | post                 | question                                                    | answer               | result                                                          |
        | Business Manager     | Date of the request                                         | Wednesday 6 May 2026 | accepted                                                        |
        | Business Manager     | Date of the request                                         | Thursday 7 May 2026  | refused: "The date of the request must be today or in the past" |
        | Business Manager     | Day by which the scoping panel's chair checks the timetable | Wednesday 6 May 2026 | accepted                                                        |
        | Business Manager     | Day by which the scoping panel's chair checks the timetable | Tuesday 5 May 2026   | refused: "The day of the check must be today or later"          |
        | Business Manager     | Which process?                                              | nothing              | refused: "Choose: Which process?"                               |
        | Independent Reviewer | Date of the request                                         | Wednesday 6 May 2026 | refused: "may not do"                                           |

  @LCSPR-6 @LCSPR-L1 @LCSPR-L2
  Rule: Six months from the decision, with warnings at four and at five

    Scenario Outline: The corresponding day, or the last of the month
      Given the Head of Service of Youth Justice Service refers a case on <referred>
      And these are completed:
        | <referred> | the Business Manager | Check that the referral is complete |
        | <referred> | the Business Manager | Prepare the letter to the referrer  |
        | <referred> | the Business Manager | Arrange the Virtual Panel           |
      And all three partners give the view "Not notifiable - hold a Rapid Review" on <referred>
      And these are completed:
        | <referred> | the Head of Safeguarding and Quality Assurance | Record the agreed decision       | Outcome: Not notifiable - hold a Rapid Review |
        | <referred> | the Business Manager                           | Plan the Rapid Review meeting    | When is the meeting?: <decided> at 10am       |
        | <referred> | the Business Manager                           | Name the agencies to ask         |                                               |
        | <referred> | the Business Manager                           | Amend the letter to the agencies |                                               |
        | <referred> | the Education Safeguarding Officer             | Name schools and child care      |                                               |
        | <referred> | the Named Nurse Primary Care                   | Support primary care             |                                               |
      And every agency completes "Confirm involvement" on <referred>, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      And these are completed:
        | <decided> | the Business Manager                           | Compile the information pack |                                                                |
        | <decided> | the Detective Chief Superintendent             | Hold the meeting, part one   |                                                                |
        | <decided> | the Detective Chief Superintendent             | Hold the meeting, part two   | Is a Local Child Safeguarding Practice Review undertaken?: yes |
        | <decided> | the Detective Chief Superintendent             | Draft the Chair's Report     |                                                                |
        | <decided> | the Detective Chief Superintendent             | Sign as chair                |                                                                |
        | <decided> | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding |                                                                |
      When the Business Manager completes "Commission the Lead Reviewer" on <decided>
      Then the Lead Reviewer is sent the letter "reviewer commissioned", naming <six months>
      When <day before four> ends
      Then the letter "review four months" was not sent
      When <four months> ends
      Then the Executive Group is sent the letter "review four months"
      And the letter "review four months" says "the decision of <decided>"
      And the letter "review four months" says "Its report is to be published by <six months>"
      When <day before five> ends
      Then the letter "review five months" was not sent
      When <five months> ends
      Then the Executive Group is sent the letter "review five months"
      And the letter "review five months" says "Its report is to be published by <six months>. Can it be?"
      And the letter "review five months" says "the decision of <decided>"
      When <day before six> ends
      Then the Executive Group is not told that LCSPR-6 is late
      When <six months> ends
      Then the Executive Group is told once that LCSPR-6 is late
      And the letter "review four months" was sent once
      And the letter "review five months" was sent once

      Examples:
        | referred                    | decided                     | day before four           | four months              | day before five           | five months                 | day before six           | six months               | because                     |
        | Monday 30 March 2026        | Thursday 16 April 2026      | Saturday 15 August 2026   | Sunday 16 August 2026    | Tuesday 15 September 2026 | Wednesday 16 September 2026 | Thursday 15 October 2026 | Friday 16 October 2026   | the corresponding days      |
        | Wednesday 16 September 2026 | Wednesday 30 September 2026 | Friday 29 January 2027    | Saturday 30 January 2027 | Saturday 27 February 2027 | Sunday 28 February 2027     | Monday 29 March 2027     | Tuesday 30 March 2027    | there is no 30 February     |
        | Monday 14 December 2026     | Thursday 31 December 2026   | Thursday 29 April 2027    | Friday 30 April 2027     | Sunday 30 May 2027        | Monday 31 May 2027          | Tuesday 29 June 2027     | Wednesday 30 June 2027   | April and June have 30 days |
        | Monday 16 August 2027       | Tuesday 31 August 2027      | Thursday 30 December 2027 | Friday 31 December 2027  | Sunday 30 January 2028    | Monday 31 January 2028      | Monday 28 February 2028  | Tuesday 29 February 2028 | a leap year has 29 February |

    Scenario: A decision whose date is corrected moves what counts from it
      When the Head of Safeguarding and Quality Assurance corrects the date of "lcspr decided" to Tuesday 31 March 2026, because "The meeting had decided, and met again"
      And the Business Manager completes "Commission the Lead Reviewer" on Monday 20 April 2026
      Then the Lead Reviewer is sent the letter "reviewer commissioned", naming Wednesday 30 September 2026
      When Friday 31 July 2026 ends
      Then the Executive Group is sent the letter "review four months"
      When Monday 31 August 2026 ends
      Then the Executive Group is sent the letter "review five months"
      When Wednesday 30 September 2026 ends
      Then the Executive Group is told once that LCSPR-6 is late

  @LCSPR-6 @REP-4 @PUB-1
  Rule: The review is concluded when its report is dealt with, whatever else is open

    Scenario: Nothing of it stays open
      Given these are completed:
        | Monday 20 April 2026    | the Business Manager             | Commission the Lead Reviewer          |                                                   |
        | Wednesday 22 April 2026 | the Chair of the Executive Group | Approve the scoping panel             |                                                   |
        | Monday 27 April 2026    | the Chair of the Executive Group | Settle the terms of reference         |                                                   |
        | Tuesday 28 April 2026   | the Business Manager             | Identify the family                   | Can they be approached?: Nobody can be approached |
        | Monday 1 June 2026      | the Independent Reviewer         | Draft the report                      |                                                   |
        | Tuesday 2 June 2026     | the Business Manager             | Check anonymity and quality           |                                                   |
        | Thursday 11 June 2026   | the Chair of the Executive Group | Endorse the report                    |                                                   |
        | Thursday 11 June 2026   | the Chair of the Executive Group | Plan the publication                  | Planned day of publication: Wednesday 1 July 2026 |
        | Thursday 11 June 2026   | the Chair of the Executive Group | Decide on publication                 |                                                   |
        | Friday 12 June 2026     | the Business Manager             | Send the report to the National Panel |                                                   |
      When the Business Manager completes "Publish the report" on Wednesday 1 July 2026, answering:
        | Has the family been told of the day, and prepared for it? | nothing |
      Then the LCSPR ended with "The LCSPR is concluded"
      And "Check the progress of the review" is not open
      And "A parallel process asks for delay" is not open
      When Saturday 17 October 2026 ends
      Then the Executive Group is not told that LCSPR-6 is late
      And the letter "review four months" was not sent

  @LCSPR-1 @LCSPR-2 @LCSPR-3 @LCSPR-4 @LCSPR-5 @LCSPR-7 @LCSPR-L6
  Rule: What the forms ask

    Scenario: The form "Commission the Lead Reviewer"
      Then the form "Commission the Lead Reviewer" asks:
        | Lead Reviewer                                                       | always | Independent reviewers                                                           |
        | Further reviewers                                                   | may be | group                                                                           |
        | Reviewer: Full name                                                 | always | line                                                                            |
        | Reviewer: What this reviewer brings                                 | always | line                                                                            |
        | How the reviewers are independent of the organisations in this case | always | text                                                                            |
        | How was that checked?                                               | always | Declarations of interests; The organisations in the case were asked; References |
        | Date of the commission                                              | always | date                                                                            |
        | Terms of the commission                                             | always | text                                                                            |
        | The signed commission                                               | may be | file                                                                            |

    Scenario: The form "Approve the scoping panel"
      Then the form "Approve the scoping panel" asks:
        | Date of the approval                                            | always        | date   |
        | Members of the scoping panel                                    | always        | group  |
        | Member: Full name                                               | always        | line   |
        | Member: Post                                                    | always        | line   |
        | Member: Organisation                                            | always        | line   |
        | Why this membership fits the nature and the context of the case | always        | text   |
        | Chair of the scoping panel                                      | always        | people |
        | Is the chair a member of the Executive Group?                   | always        | yes no |
        | Why the chair is not a member of the Executive Group            | if it applies | text   |

    Scenario: The form "Settle the terms of reference"
      Then the form "Settle the terms of reference" asks:
        | Scope of the review                                                     | always        | text     |
        | Key lines of enquiry                                                    | always        | text     |
        | Timescale                                                               | may be        | text     |
        | The review looks at the time from                                       | always        | date     |
        | The review looks at the time until                                      | always        | date     |
        | Agencies asked to contribute                                            | always        | agencies |
        | Methodology                                                             | always        | text     |
        | How it looks at frontline practice                                      | always        | text     |
        | How it looks at organisational structures and learning                  | always        | text     |
        | How it reaches recommendations that improve outcomes for children       | always        | text     |
        | How it reflects the child's perspective                                 | always        | text     |
        | How it reflects the family context                                      | always        | text     |
        | Why this is proportionate to the circumstances, and focused on learning | always        | text     |
        | How it will establish why the events occurred as they did               | always        | text     |
        | Day by which the report is expected to be published                     | if it applies | date     |
        | Day by which progress is first checked                                  | always        | date     |

    Scenario: The form "Check the progress of the review"
      Then the form "Check the progress of the review" asks:
        | What has been done, and what is still to do               | always        | text                                                                                                                                                                                                       |
        | Complexity that has come to light, and parallel processes | may be        | text                                                                                                                                                                                                       |
        | When can the report be published?                         | always        | By the day on which it is expected; Later, but within six months of the decision, or by the day that the National Panel was told; Only after six months, or after the day that the National Panel was told |
        | Day by which the report is now expected to be published   | if it applies | date                                                                                                                                                                                                       |
        | Day by which progress is checked again                    | if it applies | date                                                                                                                                                                                                       |

    Scenario: The form "The check is brought forward"
      Then the form "The check is brought forward" asks:
        | Why progress is checked before the day set for it | always | text |

    Scenario: The form "Tell the National Panel of the delay"
      Then the form "Tell the National Panel of the delay" asks:
        | What delays the publication?             | always | The complexity of the case became apparent; A parallel process asks for delay; Something else |
        | Reason for the delay                     | always | text                                                                                          |
        | New day by which the report is published | always | date                                                                                          |
        | Day by which progress is checked again   | always | date                                                                                          |

    Scenario: The form "A parallel process asks for delay"
      Then the form "A parallel process asks for delay" asks:
        | Which process?                                              | always | Criminal investigation; Criminal proceedings; Inquest; Proceedings of the family court; Employment or professional proceedings; Another process |
        | Who asks                                                    | always | line                                                                                                                                            |
        | Date of the request                                         | always | date                                                                                                                                            |
        | What it asks the review to delay                            | always | text                                                                                                                                            |
        | Until when                                                  | may be | line                                                                                                                                            |
        | Day by which the scoping panel's chair checks the timetable | always | date                                                                                                                                            |
