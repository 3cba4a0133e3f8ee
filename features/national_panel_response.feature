Feature: National Panel's response
  The National Panel scrutinises the Rapid Review's report. Unless it agrees, the Executive Group reconvenes within
  ten working days of the letter, considers it, and confirms or changes the local decision, for which it alone
  answers. Where the case is taken forward nationally, it may support the national review.

  Background:
    Given the Head of Service refers a case on Saturday 28 March 2026
    And these are completed:
      | Monday 30 March 2026 | Business Manager | Check that the referral is complete |
      | Monday 30 March 2026 | Business Manager | Prepare the letter to the referrer  |
      | Monday 30 March 2026 | Business Manager | Arrange the Virtual Panel           |
    And all three partners give the view "Notifiable - notify and hold a Rapid Review" on Monday 30 March 2026
    And these are completed:
      | Tuesday 31 March 2026  | Head of Safeguarding and Quality Assurance | Record the agreed decision | Outcome: Notifiable - notify and hold a Rapid Review |
      | Wednesday 1 April 2026 | Head of Safeguarding and Quality Assurance | Prepare the notification   |                                                      |
      | Wednesday 1 April 2026 | Head of Safeguarding and Quality Assurance | Notify the National Panel  |                                                      |
    And these are completed:
      | Wednesday 1 April 2026 | Business Manager               | Plan the Rapid Review meeting    |
      | Wednesday 1 April 2026 | Business Manager               | Name the agencies to ask         |
      | Wednesday 1 April 2026 | Business Manager               | Amend the letter to the agencies |
      | Thursday 2 April 2026  | Education Safeguarding Officer | Name schools and child care      |
      | Thursday 2 April 2026  | Named Nurse Primary Care       | Support primary care             |
    And every agency completes "Confirm involvement" on Thursday 2 April 2026, answering:
      | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
    And these are completed:
      | Tuesday 14 April 2026  | Business Manager                           | Compile the information pack                  |                                                               |
      | Thursday 16 April 2026 | Detective Chief Superintendent             | Hold the meeting, part one                    |                                                               |
      | Thursday 16 April 2026 | Detective Chief Superintendent             | Hold the meeting, part two                    | Is a Local Child Safeguarding Practice Review undertaken?: no |
      | Friday 17 April 2026   | Detective Chief Superintendent             | Draft the Chair's Report                      |                                                               |
      | Friday 17 April 2026   | Detective Chief Superintendent             | Sign as chair                                 |                                                               |
      | Friday 17 April 2026   | Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding                  |                                                               |
      | Friday 17 April 2026   | Head of Safeguarding and Quality Assurance | Send the Chair's Report to the National Panel |                                                               |

  @SCR-1
  Rule: The National Panel agrees

    Scenario: Nothing more is to be done about its letter
      When the Business Manager completes "The National Panel writes" on Thursday 23 April 2026, answering:
        | Date on which the letter was received | Wednesday 22 April 2026 |
      Then the date of "panel letter received" is Wednesday 22 April 2026
      And the National Panel's response ended with "The National Panel agrees"
      And "Reconvene and reconsider the decision" is not open
      And the letter "executive group reconvenes" was not sent
      And "Put the Rapid Review to the next Executive Group" is open for the Business unit

    Scenario: It may write again
      Given the Business Manager completes "The National Panel writes" on Thursday 23 April 2026
      When the Business Manager completes "The National Panel writes" on Thursday 30 April 2026, answering:
        | What does the National Panel say? | It asks the partnership to reconsider its decision |
      Then the date of "panel letter received" is Thursday 30 April 2026
      And "Reconvene and reconsider the decision" is open for the Executive Group

    Scenario: The date of the letter is corrected by the business unit
      Given the Business Manager completes "The National Panel writes" on Thursday 23 April 2026, answering:
        | What does the National Panel say? | It asks the partnership to reconsider its decision |
      When the Chair of the Executive Group tries to correct the date of "panel letter received" to Tuesday 21 April 2026, because "It lay in the mailbox"
      Then it is refused: "may not"
      When the Business Manager corrects the date of "panel letter received" to Tuesday 21 April 2026, because "It lay in the mailbox"
      Then "Reconvene and reconsider the decision" is due on Wednesday 6 May 2026

  @SCR-1 @SCR-2 @SCR-3 @CRI-4
  Rule: Otherwise the Executive Group reconvenes within ten working days

    Scenario Outline: Told what the National Panel says, and by when to meet
      When the Business Manager completes "The National Panel writes" on Thursday 23 April 2026, answering:
        | Date on which the letter was received | Wednesday 22 April 2026 |
        | What does the National Panel say?     | <response>              |
      Then the Executive Group is sent the letter "executive group reconvenes", naming Thursday 7 May 2026
      And the letter "executive group reconvenes" says "received on Wednesday 22 April 2026"
      And the letter "executive group reconvenes" says "the National Panel has written - meet by Thursday 7 May 2026"
      And the letter "executive group reconvenes" says "reconvenes by Thursday 7 May 2026 (clause SCR-3)"
      And the letter "executive group reconvenes" says "<response>"
      And the letter "executive group reconvenes" says "<also>"
      And the letter "executive group reconvenes" does not say "Amy"
      And "Reconvene and reconsider the decision" is open for the Executive Group
      And "Reconvene and reconsider the decision" is due on Thursday 7 May 2026

      Examples:
        | response                                                                  | also                                                       |
        | It asks the partnership to reconsider its decision                        | remains the partnership's decision                         |
        | It takes the case forward as a national review                            | also decides whether the partnership supports              |
        | It considered a national review and finds a local review more appropriate | a local review more appropriate must be taken into account |

    Scenario: Not reconsidered in time
      Given the Business Manager completes "The National Panel writes" on Wednesday 22 April 2026, answering:
        | What does the National Panel say? | It asks the partnership to reconsider its decision |
      When Wednesday 6 May 2026 ends
      Then the Head of Safeguarding is not told that SCR-3 is late
      When Thursday 7 May 2026 ends
      Then the Head of Safeguarding is told once that SCR-3 is late
      When the Chair of the Executive Group tries to complete "Reconvene and reconsider the decision" on Friday 8 May 2026
      Then it is refused: "Enter: Why this is late"

    Scenario: Nobody but the Executive Group reconsiders
      Given the Business Manager completes "The National Panel writes" on Wednesday 22 April 2026, answering:
        | What does the National Panel say? | It asks the partnership to reconsider its decision |
      When the Business Manager tries to complete "Reconvene and reconsider the decision" on Thursday 30 April 2026
      Then it is refused: "may not do"

  @SCR-3 @INT-3
  Rule: The local decision stands, or it is changed; the National Panel is told, and cannot require a review

    Background:
      Given the Business Manager completes "The National Panel writes" on Wednesday 22 April 2026, answering:
        | What does the National Panel say? | It asks the partnership to reconsider its decision |
        | The National Panel's reference    | NP-77                                              |

    Scenario: It stands
      When the Chair of the Executive Group completes "Reconvene and reconsider the decision" on Thursday 7 May 2026, answering:
        | Date of the meeting | Wednesday 6 May 2026              |
        | Reasons             | The Rapid Review knew all of this |
      Then the National Panel is sent the letter "national panel answered"
      And the letter "national panel answered" says "your reference NP-77"
      And the letter "national panel answered" says "received on Wednesday 22 April 2026"
      And the letter "national panel answered" says "met on Wednesday 6 May 2026"
      And the letter "national panel answered" says "The local decision stands"
      And the letter "national panel answered" says "The Rapid Review knew all of this"
      And the letter "national panel answered" does not say "national review"
      And the National Panel's response ended with "The decision stands"
      And the letter "decision to be changed" was not sent

    Scenario: It is changed, and what follows changes when the Executive Group records it
      When the Chair of the Executive Group completes "Reconvene and reconsider the decision" on Wednesday 6 May 2026, answering:
        | What becomes of the local decision? | It is changed |
      Then the letter "national panel answered" says "The local decision is changed"
      And the Executive Group is sent the letter "decision to be changed"
      And the letter "decision to be changed" says "At its meeting on Wednesday 6 May 2026"
      And the National Panel's response ended with "The decision is to be changed"
      And "The Executive Group changes the decision" is open for the Executive Group
      When the Chair of the Executive Group completes "The Executive Group changes the decision" on Wednesday 6 May 2026
      Then "Commission the Lead Reviewer" is open for the Business unit

    Scenario: A letter without a reference is answered without one
      Given the Business Manager completes "The National Panel writes" on Thursday 30 April 2026, answering:
        | What does the National Panel say? | It asks the partnership to reconsider its decision |
      Then "Reconvene and reconsider the decision" is open 2 times

  @CRI-4 @SCR-3
  Rule: That the National Panel finds a local review more appropriate is taken into account

    Scenario: How, is kept with the decision
      Given the Business Manager completes "The National Panel writes" on Wednesday 22 April 2026, answering:
        | What does the National Panel say? | It considered a national review and finds a local review more appropriate |
      When the Chair of the Executive Group completes "Reconvene and reconsider the decision" on Wednesday 6 May 2026
      Then what is kept of "Reconvene and reconsider the decision" includes:
        | How the National Panel's view that a local review is more appropriate was taken into account | It weighed in favour of a local review |

  @SCR-2 @SCR-4
  Rule: A case that is taken forward nationally may be supported

    Background:
      Given the Business Manager completes "The National Panel writes" on Wednesday 22 April 2026, answering:
        | What does the National Panel say? | It takes the case forward as a national review |

    Scenario: Supported, while what was decided locally goes on
      When the Chair of the Executive Group completes "Reconvene and reconsider the decision" on Wednesday 6 May 2026, answering:
        | What becomes of the local decision? | It stands, and the partnership supports the national review |
      Then the letter "national panel answered" says "The local decision stands"
      And the letter "national panel answered" says "The partnership supports the national review"
      And "Plan the events that the national reviewers direct" is open for the Business unit
      And "Put the Rapid Review to the next Executive Group" is open for the Business unit
      When these are completed:
        | Thursday 7 May 2026   | Business Manager             | Plan the events that the national reviewers direct |
        | Monday 8 June 2026    | Business Manager             | Report what the events found                       |
        | Thursday 11 June 2026 | Chair of the Executive Group | Consider what the national review's events found   |
      Then the National Panel's response ended with "The decision stands, and the national review was supported"

    Scenario: Not supported
      When the Chair of the Executive Group completes "Reconvene and reconsider the decision" on Wednesday 6 May 2026, answering:
        | What becomes of the local decision? | It stands |
      Then "Plan the events that the national reviewers direct" is not open
      And the letter "national panel answered" does not say "supports the national review"
      And the National Panel's response ended with "The decision stands"

  @SCR-1 @SCR-3 @SCR-4 @CRI-4 @INT-3
  Rule: What the records need

    Scenario Outline: An answer to the record of the letter
      When the Business Manager tries to complete "The National Panel writes" on Wednesday 22 April 2026, answering "<question>" with "<answer>"
      Then it is <result>

      Examples:
        | question                              | answer                 | result                                                                            |
        | Date on which the letter was received | Thursday 23 April 2026 | refused: "The date on which the letter was received must be today or in the past" |
        | What does the National Panel say?     | nothing                | refused: "Choose: What does the National Panel say?"                              |
        | What it says, in its own words        | nothing                | refused: "Enter: What it says, in its own words"                                  |
        | The letter                            | nothing                | refused: "Upload: The letter"                                                     |
        | The letter                            | four letters           | refused: "3"                                                                      |
        | The letter                            | a photograph           | refused: "letter.jpg must be one of: pdf, docx"                                   |
        | The National Panel's reference        | NP-77                  | accepted                                                                          |

    Scenario Outline: An answer to the record of the meeting
      Given the Business Manager completes "The National Panel writes" on Wednesday 22 April 2026, answering:
        | What does the National Panel say? | <response> |
      When the Chair of the Executive Group tries to complete "Reconvene and reconsider the decision" on Wednesday 6 May 2026, answering "<question>" with "<answer>"
      Then it is <result>

      Examples:
        | response                                                                  | question                                                                                     | answer                                                      | result                                                                                                         |
        | It asks the partnership to reconsider its decision                        | Date of the meeting                                                                          | Thursday 7 May 2026                                         | refused: "The date of the meeting must be today or in the past"                                                |
        | It asks the partnership to reconsider its decision                        | Who took part                                                                                | nothing                                                     | refused: "Enter: Who took part"                                                                                |
        | It asks the partnership to reconsider its decision                        | How the National Panel's view was considered                                                 | nothing                                                     | refused: "Enter: How the National Panel's view was considered"                                                 |
        | It asks the partnership to reconsider its decision                        | What becomes of the local decision?                                                          | nothing                                                     | refused: "Choose: What becomes of the local decision?"                                                         |
        | It asks the partnership to reconsider its decision                        | Reasons                                                                                      | nothing                                                     | refused: "Enter: Reasons"                                                                                      |
        | It asks the partnership to reconsider its decision                        | What becomes of the local decision?                                                          | It stands, and the partnership supports the national review | refused: "It stands, and the partnership supports the national review can no longer be chosen"                 |
        | It asks the partnership to reconsider its decision                        | How the National Panel's view that a local review is more appropriate was taken into account | nothing                                                     | accepted                                                                                                       |
        | It takes the case forward as a national review                            | What becomes of the local decision?                                                          | It stands, and the partnership supports the national review | accepted                                                                                                       |
        | It considered a national review and finds a local review more appropriate | How the National Panel's view that a local review is more appropriate was taken into account | nothing                                                     | refused: "Enter: How the National Panel's view that a local review is more appropriate was taken into account" |

  @SCR-1 @SCR-2 @SCR-3 @CRI-4
  Rule: What the forms ask

    Scenario: The form "Record the National Panel's letter"
      Then the form "Record the National Panel's letter" asks:
        | Date on which the letter was received | always | date                                                                                                                                                                                                       |
        | The National Panel's reference        | may be | line                                                                                                                                                                                                       |
        | What does the National Panel say?     | always | It agrees with the decision; It asks the partnership to reconsider its decision; It takes the case forward as a national review; It considered a national review and finds a local review more appropriate |
        | What it says, in its own words        | always | text                                                                                                                                                                                                       |
        | The letter                            | always | file                                                                                                                                                                                                       |

    Scenario: The form "Reconsider the local decision"
      Then the form "Reconsider the local decision" asks:
        | Date of the meeting                                                                          | always        | date                                                                                  |
        | Who took part                                                                                | always        | text                                                                                  |
        | How the National Panel's view was considered                                                 | always        | text                                                                                  |
        | How the National Panel's view that a local review is more appropriate was taken into account | if it applies | text                                                                                  |
        | What becomes of the local decision?                                                          | always        | It stands; It stands, and the partnership supports the national review; It is changed |
        | Reasons                                                                                      | always        | text                                                                                  |
