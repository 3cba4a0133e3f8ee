Feature: Alternative learning
  What the Executive Group agreed in place of an LCSPR is carried out: a Local Reflective Review, a review by a
  single agency, support of a national review, or nothing further. What it teaches is shared, and the case is closed.

  Background:
    Given the Head of Service refers a case on Saturday 28 March 2026, answering:
      | Which process do you propose? | Alternative learning by several agencies |
    And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026, answering:
      | Does the information indicate that an LCSPR should be considered? | no |
    And the Business Manager completes "Prepare the letter to the referrer" on Monday 30 March 2026
    And the Business Manager completes "Put the referral to the next Executive Group" on Tuesday 31 March 2026

  @CRI-11 @INT-4
  Rule: No further learning closes the case

    Scenario: Closed at once, with the reasons of the Executive Group
      Given the Chair of the Executive Group completes "Agree further action on the referral" on Thursday 16 April 2026, answering:
        | What did the Executive Group agree? | No further learning is to be gained |
      Then "Close the case" is open for the Business unit
      When the Business Manager completes "Close the case" on Friday 17 April 2026
      Then the Alternative learning ended with "Closed: no further learning"
      And the Case review ended with "Closed after what the Executive Group agreed"
      And nothing is left to do

    Scenario: Nobody but the business unit closes it
      Given the Chair of the Executive Group completes "Agree further action on the referral" on Thursday 16 April 2026, answering:
        | What did the Executive Group agree? | No further learning is to be gained |
      When the Head of Safeguarding and Quality Assurance tries to complete "Close the case" on Friday 17 April 2026
      Then it is refused: "may not do"

  @LRR-1 @LRR-6 @LRN-1
  Rule: A Local Reflective Review, and what it teaches

    Background:
      Given the Chair of the Executive Group completes "Agree further action on the referral" on Thursday 16 April 2026, answering:
        | What did the Executive Group agree? | A Local Reflective Review |

    Scenario: Its lessons are shared and acted on before the case is closed
      When these are completed:
        | Friday 17 April 2026  | Chair of the Executive Group | Name the lead of the Reflective Review |                         |                                         |
        | Monday 20 April 2026  | Independent Reviewer         | Plan the Reflective Review             |                         |                                         |
        | Friday 22 May 2026    | Independent Reviewer         | Carry out the review and report        |                         |                                         |
        | Thursday 11 June 2026 | Chair of the Executive Group | Consider the lead's report             | Are there lessons?: yes | Why there are none: It was known before |
      Then "Plan how the learning is shared" is open for the Business unit
      And "Close the case" is not open
      When these are completed:
        | Monday 6 July 2026         | Business Manager                                     | Plan how the learning is shared            |
        | Thursday 16 July 2026      | Chair of the Executive Group                         | Agree the plan and its actions             |
        | Friday 31 July 2026        | Business Manager                                     | Record how the learning was shared         |
        | Thursday 10 September 2026 | Named Nurse Safeguarding Children of Bridgewater NHS | Carry out the action for Action 1          |
        | Thursday 17 September 2026 | Chair of the Executive Group                         | Assure the action for Action 1             |
        | Friday 18 September 2026   | Tracker Coordinator                                  | Carry out the action for Action 2          |
        | Thursday 15 October 2026   | Chair of the Executive Group                         | Assure the action for Action 2             |
        | Thursday 15 July 2027      | Chair of the Executive Group                         | Check what has changed                     |
        | Thursday 15 July 2027      | Chair of the Executive Group                         | Review trends with other local information |
      Then "Close the case" is open for the Business unit
      When the Business Manager completes "Close the case" on Friday 16 July 2027
      Then the Alternative learning ended with "Closed after a Local Reflective Review"
      And nothing is left to do

    Scenario: A review that teaches nothing new
      When these are completed:
        | Friday 17 April 2026  | Chair of the Executive Group | Name the lead of the Reflective Review |                        |                                         |
        | Monday 20 April 2026  | Independent Reviewer         | Plan the Reflective Review             |                        |                                         |
        | Friday 22 May 2026    | Independent Reviewer         | Carry out the review and report        |                        |                                         |
        | Thursday 11 June 2026 | Chair of the Executive Group | Consider the lead's report             | Are there lessons?: no | Why there are none: It was known before |
      Then "Plan how the learning is shared" is not open
      And "Close the case" is open for the Business unit

  @LRR-5 @LRR-6
  Rule: A single agency reviews and reports back

    Scenario: From the agency's report to closure
      Given the Chair of the Executive Group completes "Agree further action on the referral" on Thursday 16 April 2026, answering:
        | What did the Executive Group agree? | A review by a single agency |
        | Which agency reviews?               | Bridgewater NHS             |
      When these are completed:
        | Friday 17 April 2026  | Chair of the Executive Group            | Task the agency with its review |                        |                                         |
        | Thursday 14 May 2026  | Head of Safeguarding of Bridgewater NHS | Review and report back          |                        |                                         |
        | Thursday 11 June 2026 | Chair of the Executive Group            | Consider the agency's report    | Are there lessons?: no | Why there are none: It was known before |
      When the Business Manager completes "Close the case" on Friday 24 July 2026
      Then the Alternative learning ended with "Closed after a single agency's review"
      And nothing is left to do

  @SCR-4 @LRN-1
  Rule: Support of a national review, and what it teaches

    Background:
      Given the Chair of the Executive Group completes "Agree further action on the referral" on Thursday 16 April 2026, answering:
        | What did the Executive Group agree? | Support of a national review |
      And these are completed:
        | Friday 17 April 2026 | Business Manager | Plan the events that the national reviewers direct |
        | Monday 18 May 2026   | Business Manager | Report what the events found                       |

    Scenario: Lessons for local agencies go into the case's learning
      When the Chair of the Executive Group completes "Consider what the national review's events found" on Thursday 11 June 2026
      Then "Plan how the learning is shared" is open for the Business unit
      And "Close the case" is not open

    Scenario: Without lessons the case is closed
      When the Chair of the Executive Group completes "Consider what the national review's events found" on Thursday 11 June 2026, answering:
        | Are there lessons for local agencies? | no |
      Then "Close the case" is open for the Business unit
      When the Business Manager completes "Close the case" on Friday 12 June 2026
      Then the Alternative learning ended with "Closed after support of a national review"
      And nothing is left to do

  @INT-3 @INT-4 @SCR-1
  Rule: What closing a case needs

    Background:
      Given the Chair of the Executive Group completes "Agree further action on the referral" on Thursday 16 April 2026, answering:
        | What did the Executive Group agree? | No further learning is to be gained |

    Scenario Outline: A case whose incident was not notified
      When the Business Manager tries to complete "Close the case" on Friday 17 April 2026, answering:
        | <question> | <answer> |
      Then it is <result>

      Examples:
        | question                                                   | answer                                                                     | result                                                           |
        | Has the National Panel answered the Rapid Review's report? | nothing                                                                    | accepted                                                         |
        | Who has been told that the case is closed?                 | nothing                                                                    | refused: "Choose: Who has been told that the case is closed?"    |
        | Who has been told that the case is closed?                 | The agencies that were asked to contribute, The family, The National Panel | accepted                                                         |
        | What happens to the records that were gathered             | nothing                                                                    | refused: "Enter: What happens to the records that were gathered" |
        | What the case led to                                       | nothing                                                                    | refused: "Enter: What the case led to"                           |

    Scenario: The form "Close the case"
      Then the form "Close the case" asks:
        | Has the National Panel answered the Rapid Review's report? | if it applies | yes no                                                                                                                    |
        | Why its answer is not awaited                              | if it applies | text                                                                                                                      |
        | Who has been told that the case is closed?                 | always        | The referrer; The three safeguarding partners; The agencies that were asked to contribute; The family; The National Panel |
        | What happens to the records that were gathered             | always        | text                                                                                                                      |
        | What the case led to                                       | always        | text of at most 500 words                                                                                                 |
