Feature: Review and report
  The Lead Reviewer drafts the report with publication in mind. The business unit checks that it harms nobody and does
  what was asked, the family has read it, and the Executive Group endorses it with its recommendations, or returns it.

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
      | Thursday 16 April 2026  | the Business Manager                           | Compile the information pack  |                                                                |
      | Thursday 16 April 2026  | the Detective Chief Superintendent             | Hold the meeting, part one    |                                                                |
      | Thursday 16 April 2026  | the Detective Chief Superintendent             | Hold the meeting, part two    | Is a Local Child Safeguarding Practice Review undertaken?: yes |
      | Friday 17 April 2026    | the Detective Chief Superintendent             | Draft the Chair's Report      |                                                                |
      | Friday 17 April 2026    | the Detective Chief Superintendent             | Sign as chair                 |                                                                |
      | Friday 17 April 2026    | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding  |                                                                |
      | Monday 20 April 2026    | the Business Manager                           | Commission the Lead Reviewer  |                                                                |
      | Wednesday 22 April 2026 | the Chair of the Executive Group               | Approve the scoping panel     |                                                                |
      | Monday 27 April 2026    | the Chair of the Executive Group               | Settle the terms of reference |                                                                |

  @REP-1 @REP-3 @LCSPR-4 @LCSPR-5
  Rule: The Lead Reviewer drafts the report

    Scenario: A draft goes to the check of anonymity and quality
      Then "Draft the report" is open for the Lead Reviewer
      When the Independent Reviewer completes "Draft the report" on Monday 1 June 2026
      Then "Check anonymity and quality" is open for the Business unit
      And "Endorse the report" is not open

    Scenario Outline: What a draft needs
      When the <post> tries to complete "Draft the report" on Monday 1 June 2026, answering "<question>" with "<answer>"
      Then it is <result>

      Examples:
        | post                         | question                                 | answer                              | result                                                      |
        | Independent Reviewer         | The report                               | a draft                             | accepted                                                    |
        | Independent Reviewer         | The report                               | nothing                             | refused: "Upload: The report"                               |
        | Independent Reviewer         | The report                               | four files                          | refused: "must be 3 files or fewer"                         |
        | Independent Reviewer         | The report                               | a photograph                        | refused: "draft.png must be one of: pdf, docx, odt"         |
        | Independent Reviewer         | Was it written with publication in mind? | no                                  | refused: "Enter: Why it was not"                            |
        | Independent Reviewer         | What was changed since the last draft    | nothing                             | accepted                                                    |
        | Independent Reviewer         | Recommendations                          | nothing                             | refused: "Recommendations"                                  |
        | Independent Reviewer         | Recommendations                          | a recommendation to others          | accepted                                                    |
        | Independent Reviewer         | Recommendations                          | a recommendation of no agency       | refused: "Choose: Which agency"                             |
        | Independent Reviewer         | Recommendations                          | a recommendation of no one          | refused: "Enter: Which agencies or others"                  |
        | Independent Reviewer         | Recommendations                          | a recommendation without an outcome | refused: "Enter: The outcome for children that it improves" |
        | Independent Reviewer         | Recommendations                          | a recommendation without a date     | refused: "Enter: By when"                                   |
        | Independent Reviewer         | Recommendations                          | a recommendation that is due today  | refused: "A recommendation must be due in the future"       |
        | Business Manager             | The report                               | a draft                             | refused: "may not do"                                       |
        | Chair of the Executive Group | The report                               | a draft                             | refused: "may not do"                                       |

    Scenario: A report that was not written with publication in mind says why
      When the Independent Reviewer completes "Draft the report" on Monday 1 June 2026, answering:
        | Was it written with publication in mind? | no                                                     |
        | Why it was not                           | The court has asked for an annex that is not published |
      Then what is kept of "Draft the report" includes:
        | Why it was not | The court has asked for an annex that is not published |

  @REP-2 @REP-3 @LCSPR-4 @LCSPR-5
  Rule: Nothing goes to the Executive Group that could harm somebody, or does not do what was asked

    Background:
      Given the Independent Reviewer completes "Draft the report" on Monday 1 June 2026

    Scenario Outline: A report passes only if every answer is yes
      When the <post> tries to complete "Check anonymity and quality" on Tuesday 2 June 2026, answering:
        | <question>          | <answer>  |
        | Result of the check | <outcome> |
      Then it is <result>

      Examples:
        | post                 | question                                                           | answer  | outcome                                   | result                                                          |
        | Business Manager     | Is all information anonymised?                                     | yes     | The report passes                         | accepted                                                        |
        | Business Manager     | Is all information anonymised?                                     | no      | The report passes                         | refused: "A report that could harm somebody cannot pass"        |
        | Business Manager     | Is personal detail of the family's life kept to a minimum?         | no      | The report passes                         | refused: "A report that could harm somebody cannot pass"        |
        | Business Manager     | Is it written so that it harms no child and no adult of the case?  | no      | The report passes                         | refused: "A report that could harm somebody cannot pass"        |
        | Business Manager     | Does it reflect the child's perspective and the family context?    | no      | The report passes                         | refused: "A report that does not do what was asked cannot pass" |
        | Business Manager     | Does it establish and explain why the events occurred as they did? | no      | The report passes                         | refused: "A report that does not do what was asked cannot pass" |
        | Business Manager     | Do the recommendations say what is required of whom, and when?     | no      | The report passes                         | refused: "A report that does not do what was asked cannot pass" |
        | Business Manager     | Is all information anonymised?                                     | no      | The report goes back to the Lead Reviewer | accepted                                                        |
        | Business Manager     | Does it establish and explain why the events occurred as they did? | no      | The report goes back to the Lead Reviewer | accepted                                                        |
        | Business Manager     | What the Lead Reviewer is to change                                | nothing | The report goes back to the Lead Reviewer | refused: "Enter: What the Lead Reviewer is to change"           |
        | Business Manager     | What the Lead Reviewer is to change                                | nothing | The report passes                         | accepted                                                        |
        | Independent Reviewer | Is all information anonymised?                                     | yes     | The report passes                         | refused: "may not do"                                           |

    Scenario: A report that could tell who is meant goes back, and the next draft says what was changed
      When the Business Manager completes "Check anonymity and quality" on Tuesday 2 June 2026, answering:
        | Is all information anonymised? | no                                        |
        | Result of the check            | The report goes back to the Lead Reviewer |
      Then the Lead Reviewer is sent the letter "report returned"
      And the letter "report returned" says "It was checked for anonymity and quality, and does not pass yet."
      And the letter "report returned" does not say "The Executive Group has considered it"
      And the letter "report returned" does not say "The street in chapter 2"
      And "Draft the report" is open for the Lead Reviewer
      And "Endorse the report" is not open
      When the Independent Reviewer tries to complete "Draft the report" on Friday 5 June 2026, answering:
        | What was changed since the last draft | nothing |
      Then it is refused: "Enter: What was changed since the last draft"
      When the Independent Reviewer completes "Draft the report" on Friday 5 June 2026
      Then what is kept of "Draft the report" includes:
        | What was changed since the last draft | Two places are no longer named |
      When the Business Manager completes "Check anonymity and quality" on Monday 8 June 2026
      Then "Endorse the report" is open for the Executive Group
      And the letter "report returned" was sent once

  @REP-4 @FAM-7 @INT-3
  Rule: The Executive Group endorses the report and its recommendations, or returns it for changes

    Background:
      Given these are completed:
        | Monday 1 June 2026  | the Independent Reviewer | Draft the report            |
        | Tuesday 2 June 2026 | the Business Manager     | Check anonymity and quality |

    Scenario: Endorsed, and then its publication is planned
      Given the Business Manager completes "Identify the family" on Wednesday 3 June 2026, answering "Can they be approached?" with "Nobody can be approached"
      When the Chair of the Executive Group completes "Endorse the report" on Friday 12 June 2026, answering:
        | Date of the meeting | Thursday 11 June 2026 |
      Then "Plan the publication" is open for the Executive Group
      And "Draft the report" is not open

    Scenario: Returned for changes, with reasons
      When the Chair of the Executive Group completes "Endorse the report" on Thursday 11 June 2026, answering:
        | What did the Executive Group decide? | The report is returned for changes |
      Then the Lead Reviewer is sent the letter "report returned"
      And the letter "report returned" says "The Executive Group has considered it, and asks for changes."
      And the letter "report returned" does not say "does not pass yet"
      And "Draft the report" is open for the Lead Reviewer
      And "Plan the publication" is not open
      When these are completed:
        | Friday 19 June 2026 | the Independent Reviewer | Draft the report            |
        | Monday 22 June 2026 | the Business Manager     | Check anonymity and quality |
      Then "Endorse the report" is open for the Executive Group

    Scenario: A report that comes back a second time says from where
      Given the Chair of the Executive Group completes "Endorse the report" on Thursday 11 June 2026, answering "What did the Executive Group decide?" with "The report is returned for changes"
      And the Independent Reviewer completes "Draft the report" on Friday 19 June 2026
      When the Business Manager completes "Check anonymity and quality" on Monday 22 June 2026, answering "Result of the check" with "The report goes back to the Lead Reviewer"
      Then the letter "report returned" was sent 2 times
      And the letter "report returned" says "does not pass yet"
      And the letter "report returned" does not say "The Executive Group has considered it"

    Scenario Outline: What the endorsement needs
      Given the Business Manager completes "Identify the family" on Wednesday 3 June 2026, answering "Can they be approached?" with "Nobody can be approached"
      When the <post> tries to complete "Endorse the report" on Thursday 11 June 2026, answering "<question>" with "<answer>"
      Then it is <result>

      Examples:
        | post                         | question            | answer                | result                                                          |
        | Chair of the Executive Group | Date of the meeting | Thursday 11 June 2026 | accepted                                                        |
        | Chair of the Executive Group | Date of the meeting | Friday 12 June 2026   | refused: "The date of the meeting must be today or in the past" |
        | Chair of the Executive Group | Reasons             | nothing               | refused: "Enter: Reasons"                                       |
        | Business Manager             | Date of the meeting | Thursday 11 June 2026 | refused: "may not do"                                           |

  @FAM-7 @REP-4
  Rule: No report is endorsed before the family's comments are dealt with

    Background:
      Given these are completed:
        | Monday 1 June 2026  | the Independent Reviewer | Draft the report            |
        | Tuesday 2 June 2026 | the Business Manager     | Check anonymity and quality |

    Scenario: The family has not been identified
      When the Chair of the Executive Group tries to complete "Endorse the report" on Thursday 11 June 2026
      Then it is refused: "The family has not yet been shown the report, or its comments have not been dealt with"
      When the Chair of the Executive Group tries to complete "Endorse the report" on Thursday 11 June 2026, answering:
        | What did the Executive Group decide? | The report is returned for changes |
      Then it is accepted

    Scenario: The police still ask to wait
      Given the Business Manager completes "Identify the family" on Wednesday 3 June 2026, answering "Can they be approached?" with "Not yet - the police or the coroner ask us to wait"
      When the Chair of the Executive Group tries to complete "Endorse the report" on Thursday 11 June 2026
      Then it is refused: "The family has not yet been shown the report, or its comments have not been dealt with"

    Scenario: The family does not take part
      Given these are completed:
        | Wednesday 3 June 2026 | the Business Manager | Identify the family              |                                                     |
        | Wednesday 3 June 2026 | the Business Manager | Prepare the letter to the family |                                                     |
        | Thursday 4 June 2026  | the Business Manager | Notify the family                | What part does the family take in the review?: None |
      When the Chair of the Executive Group tries to complete "Endorse the report" on Thursday 11 June 2026
      Then it is accepted

    Scenario: The family does not contribute, but reads the report
      Given these are completed:
        | Wednesday 3 June 2026 | the Business Manager | Identify the family              |                                                                                                                         |
        | Wednesday 3 June 2026 | the Business Manager | Prepare the letter to the family |                                                                                                                         |
        | Thursday 4 June 2026  | the Business Manager | Notify the family                | What part does the family take in the review?: It does not contribute, but is told what was learnt and reads the report |
      When the Chair of the Executive Group tries to complete "Endorse the report" on Thursday 4 June 2026
      Then it is refused: "The family has not yet been shown the report, or its comments have not been dealt with"

    Scenario: The family takes part, and has commented
      Given these are completed:
        | Wednesday 3 June 2026 | the Business Manager | Identify the family              |
        | Wednesday 3 June 2026 | the Business Manager | Prepare the letter to the family |
        | Thursday 4 June 2026  | the Business Manager | Notify the family                |
      When the Chair of the Executive Group tries to complete "Endorse the report" on Thursday 4 June 2026
      Then it is refused: "The family has not yet been shown the report, or its comments have not been dealt with"
      Given these are completed:
        | Monday 8 June 2026  | the Independent Reviewer         | Hear the family                 |
        | Monday 8 June 2026  | the Chair of the Executive Group | Tell the family what was learnt |
        | Tuesday 9 June 2026 | the Business Manager             | Show the family the report      |
      When the Chair of the Executive Group tries to complete "Endorse the report" on Tuesday 9 June 2026
      Then it is refused: "The family has not yet been shown the report, or its comments have not been dealt with"
      Given the Independent Reviewer completes "Deal with the family's comments" on Wednesday 10 June 2026
      When the Chair of the Executive Group tries to complete "Endorse the report" on Thursday 11 June 2026
      Then it is accepted

  @PUB-2 @FAM-6 @REP-4
  Rule: The review ends when the report and the family are dealt with

    Scenario: The family is still to be told that nothing is published
      Given these are completed:
        | Wednesday 29 April 2026 | the Business Manager             | Identify the family              |                                                     |
        | Wednesday 29 April 2026 | the Business Manager             | Prepare the letter to the family |                                                     |
        | Thursday 30 April 2026  | the Business Manager             | Notify the family                | What part does the family take in the review?: None |
        | Monday 1 June 2026      | the Independent Reviewer         | Draft the report                 |                                                     |
        | Tuesday 2 June 2026     | the Business Manager             | Check anonymity and quality      |                                                     |
        | Thursday 11 June 2026   | the Chair of the Executive Group | Endorse the report               |                                                     |
        | Thursday 11 June 2026   | the Chair of the Executive Group | Plan the publication             |                                                     |
      And the Chair of the Executive Group completes "Decide on publication" on Thursday 11 June 2026, answering "What is published?" with "Nothing - publication is withheld"
      When Thursday 11 June 2026 ends
      Then "Prepare the family for publication" is open for the Business unit
      And "Check the progress of the review" is open for the Scoping panel chair
      When the Business Manager completes "Prepare the family for publication" on Friday 12 June 2026
      Then the Review and report ended with "Report dealt with"
      And the LCSPR ended with "The LCSPR is concluded"

  @REP-1 @REP-2 @REP-3 @REP-4
  Rule: What the forms ask

    Scenario: The form "Draft the report"
      Then the form "Draft the report" asks:
        | The report                                                | always        | file                                                                     |
        | What was changed since the last draft                     | if it applies | text                                                                     |
        | How its format follows from the methodology               | always        | text                                                                     |
        | Was it written with publication in mind?                  | always        | yes no                                                                   |
        | Why it was not                                            | if it applies | text                                                                     |
        | Recommendations                                           | always        | group                                                                    |
        | Recommendation: What is recommended                       | always        | text                                                                     |
        | Recommendation: The outcome for children that it improves | always        | text                                                                     |
        | Recommendation: Of whom is it required?                   | always        | Of one agency, individually; Of several agencies or others, collectively |
        | Recommendation: Which agency                              | if it applies | agencies                                                                 |
        | Recommendation: Which agencies or others                  | if it applies | line                                                                     |
        | Recommendation: By when                                   | always        | date                                                                     |

    Scenario: The form "Check anonymity and quality"
      Then the form "Check anonymity and quality" asks:
        | Is all information anonymised?                                     | always        | yes no                                                       |
        | Is personal detail of the family's life kept to a minimum?         | always        | yes no                                                       |
        | Is it written so that it harms no child and no adult of the case?  | always        | yes no                                                       |
        | Does it reflect the child's perspective and the family context?    | always        | yes no                                                       |
        | Does it establish and explain why the events occurred as they did? | always        | yes no                                                       |
        | Do the recommendations say what is required of whom, and when?     | always        | yes no                                                       |
        | Result of the check                                                | always        | The report passes; The report goes back to the Lead Reviewer |
        | What the Lead Reviewer is to change                                | if it applies | text                                                         |

    Scenario: The form "Endorse the report"
      Then the form "Endorse the report" asks:
        | Date of the meeting                  | always | date                                                                                |
        | What did the Executive Group decide? | always | The report and its recommendations are endorsed; The report is returned for changes |
        | Reasons                              | always | text                                                                                |
