Feature: After the Rapid Review
  What the Rapid Review decided is carried out: an LCSPR, or the one decision of the Executive Group on what is
  done instead. The Executive Group alone answers for the decision, and may change it: for what the National Panel
  says, for new information, or for another reason.

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

  @INT-3 @CRI-9 @CRI-11
  Rule: The Rapid Review's decision says what follows

    Scenario: An LCSPR
      Given these are completed:
        | Wednesday 1 April 2026 | Business Manager               | Plan the Rapid Review meeting    |
        | Wednesday 1 April 2026 | Business Manager               | Name the agencies to ask         |
        | Wednesday 1 April 2026 | Business Manager               | Amend the letter to the agencies |
        | Thursday 2 April 2026  | Education Safeguarding Officer | Name schools and child care      |
        | Thursday 2 April 2026  | Named Nurse Primary Care       | Support primary care             |
      And every agency completes "Confirm involvement" on Thursday 2 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      And these are completed:
        | Tuesday 14 April 2026  | Business Manager                           | Compile the information pack                  |                                                                |
        | Thursday 16 April 2026 | Detective Chief Superintendent             | Hold the meeting, part one                    |                                                                |
        | Thursday 16 April 2026 | Detective Chief Superintendent             | Hold the meeting, part two                    | Is a Local Child Safeguarding Practice Review undertaken?: yes |
        | Friday 17 April 2026   | Detective Chief Superintendent             | Draft the Chair's Report                      |                                                                |
        | Friday 17 April 2026   | Detective Chief Superintendent             | Sign as chair                                 |                                                                |
        | Friday 17 April 2026   | Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding                  |                                                                |
        | Friday 17 April 2026   | Head of Safeguarding and Quality Assurance | Send the Chair's Report to the National Panel |                                                                |
      Then the date of "lcspr decided" is Thursday 16 April 2026
      And "Commission the Lead Reviewer" is open for the Business unit
      And "Put the Rapid Review to the next Executive Group" is not open

    Scenario: No LCSPR
      Given these are completed:
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
      Then the date of "lcspr decided" is not known
      And "Put the Rapid Review to the next Executive Group" is open for the Business unit
      And "Commission the Lead Reviewer" is not open

  @SCR-3 @INT-3 @CRI-11
  Rule: An LCSPR that is under way gives way to other learning

    Background:
      Given these are completed:
        | Wednesday 1 April 2026 | Business Manager               | Plan the Rapid Review meeting    |
        | Wednesday 1 April 2026 | Business Manager               | Name the agencies to ask         |
        | Wednesday 1 April 2026 | Business Manager               | Amend the letter to the agencies |
        | Thursday 2 April 2026  | Education Safeguarding Officer | Name schools and child care      |
        | Thursday 2 April 2026  | Named Nurse Primary Care       | Support primary care             |
      And every agency completes "Confirm involvement" on Thursday 2 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      And these are completed:
        | Tuesday 14 April 2026  | Business Manager                           | Compile the information pack                  |                                                                |
        | Thursday 16 April 2026 | Detective Chief Superintendent             | Hold the meeting, part one                    |                                                                |
        | Thursday 16 April 2026 | Detective Chief Superintendent             | Hold the meeting, part two                    | Is a Local Child Safeguarding Practice Review undertaken?: yes |
        | Friday 17 April 2026   | Detective Chief Superintendent             | Draft the Chair's Report                      |                                                                |
        | Friday 17 April 2026   | Detective Chief Superintendent             | Sign as chair                                 |                                                                |
        | Friday 17 April 2026   | Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding                  |                                                                |
        | Friday 17 April 2026   | Head of Safeguarding and Quality Assurance | Send the Chair's Report to the National Panel |                                                                |

    Scenario: What is under way ends, and the Executive Group agrees what is done instead
      When the Chair of the Executive Group completes "The Executive Group changes the decision" on Friday 22 May 2026, answering:
        | What is the decision now? | No LCSPR is undertaken |
        | Date of the decision      | Thursday 21 May 2026   |
      Then "Commission the Lead Reviewer" is not open
      And the Referrer is sent the letter "decision changed"
      And the letter "decision changed" says "On Thursday 21 May 2026 the Executive Group changed its decision"
      And the letter "decision changed" says "No LCSPR is undertaken"
      And the letter "decision changed" says "agrees what is done instead"
      And the letter "decision changed" does not say "Amy"
      And "Agree what is done instead" is open for the Executive Group
      And the letter "executive group outcome" was not sent
      And the date of "lcspr decided" is Thursday 16 April 2026
      When the Chair of the Executive Group completes "Agree what is done instead" on Friday 22 May 2026, answering:
        | Date of the meeting                 | Thursday 21 May 2026         |
        | What did the Executive Group agree? | Support of a national review |
      Then the Referrer is sent the letter "executive group outcome"
      And the letter "executive group outcome" says "Support of a national review"
      And "Plan the events that the national reviewers direct" is open for the Business unit

    Scenario: The months of an LCSPR are no longer watched
      Given the Chair of the Executive Group completes "The Executive Group changes the decision" on Friday 22 May 2026, answering:
        | What is the decision now? | No LCSPR is undertaken |
      When Monday 19 October 2026 ends
      Then the Executive Group is not told that LCSPR-6 is late
      And the letter "review four months" was not sent

    Scenario: Nobody but the Executive Group changes it
      When the Head of Safeguarding and Quality Assurance tries to complete "The Executive Group changes the decision" on Friday 22 May 2026
      Then it is refused: "may not do"

  @SCR-3 @INT-3 @CRI-4 @CRI-10
  Rule: An LCSPR is undertaken after all

    Background:
      Given these are completed:
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

    Scenario: Before anything else was agreed
      When the Chair of the Executive Group completes "The Executive Group changes the decision" on Friday 22 May 2026, answering:
        | Date of the decision | Thursday 21 May 2026 |
      Then "Put the Rapid Review to the next Executive Group" is not open
      And the date of "lcspr decided" is Thursday 21 May 2026
      And the letter "decision changed" says "An LCSPR is undertaken"
      And the letter "decision changed" says "when the review begins"
      And "Commission the Lead Reviewer" is open for the Business unit
      And "Agree what is done instead" is not open

    Scenario: While other learning is under way, and back again
      Given these are completed:
        | Friday 17 April 2026 | Business Manager             | Put the Rapid Review to the next Executive Group | Is an extraordinary meeting called?: yes                          | Date of the meeting: Wednesday 6 May 2026 |
        | Wednesday 6 May 2026 | Chair of the Executive Group | Agree what follows the Rapid Review              | What did the Executive Group agree?: Support of a national review |                                           |
      When the Chair of the Executive Group completes "The Executive Group changes the decision" on Friday 22 May 2026
      Then "Plan the events that the national reviewers direct" is not open
      And "Commission the Lead Reviewer" is open for the Business unit
      When the Chair of the Executive Group completes "The Executive Group changes the decision" on Friday 29 May 2026, answering:
        | What is the decision now? | No LCSPR is undertaken |
      Then "Commission the Lead Reviewer" is not open
      And the letter "decision changed" was sent 2 times
      And "Agree what is done instead" is open for the Executive Group

    Scenario: The date of the decision is corrected by the Head of Safeguarding alone
      Given the Chair of the Executive Group completes "The Executive Group changes the decision" on Friday 22 May 2026
      When the Business Manager tries to correct the date of "lcspr decided" to Thursday 21 May 2026, because "The minutes say so"
      Then it is refused: "may not"
      When the Head of Safeguarding and Quality Assurance corrects the date of "lcspr decided" to Thursday 21 May 2026, because "The minutes say so"
      Then the date of "lcspr decided" is Thursday 21 May 2026

    Scenario Outline: What the record of the change needs
      When the Chair of the Executive Group tries to complete "The Executive Group changes the decision" on Friday 22 May 2026, answering:
        | What is the decision now? | <decision> |
        | <question>                | <answer>   |
      Then it is <result>

      Examples:
        | decision               | question                                | answer                                                   | result                                                           |
        | An LCSPR is undertaken | Date of the decision                    | Saturday 23 May 2026                                     | refused: "The date of the decision must be today or in the past" |
        | An LCSPR is undertaken | Reasons                                 | nothing                                                  | refused: "Enter: Reasons"                                        |
        | An LCSPR is undertaken | What led to it?                         | nothing                                                  | refused: "Choose: What led to it?"                               |
        | An LCSPR is undertaken | On what grounds is an LCSPR undertaken? | nothing                                                  | refused: "Choose: On what grounds is an LCSPR undertaken?"       |
        | An LCSPR is undertaken | On what grounds is an LCSPR undertaken? | The National Panel finds a local review more appropriate | accepted                                                         |
        | An LCSPR is undertaken | On what grounds is an LCSPR undertaken? | It raises issues of importance beyond the definition     | accepted                                                         |
        | No LCSPR is undertaken | On what grounds is an LCSPR undertaken? | nothing                                                  | accepted                                                         |
        | No LCSPR is undertaken | Reasons                                 | nothing                                                  | refused: "Enter: Reasons"                                        |

  @INT-3 @SCR-3 @CRI-4
  Rule: What the form asks

    Scenario: The form "Change the decision"
      Then the form "Change the decision" asks:
        | Date of the decision                    | always        | date                                                                                                                                                                                                              |
        | What led to it?                         | always        | The National Panel's response; New information; Something else                                                                                                                                                    |
        | What is the decision now?               | always        | An LCSPR is undertaken; No LCSPR is undertaken                                                                                                                                                                    |
        | Reasons                                 | always        | text                                                                                                                                                                                                              |
        | On what grounds is an LCSPR undertaken? | if it applies | Improvements are needed; It shows recurrent themes; Concerns about organisations working together; The National Panel finds a local review more appropriate; It raises issues of importance beyond the definition |
