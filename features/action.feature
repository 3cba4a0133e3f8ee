Feature: Action
  Each agreed action goes to the agency that owns it. The agency carries it out and reports; the Executive Group
  assures itself and closes it, or accepts the recorded reason why it is not implemented. Until then it stays open.

  Background:
    Given the Head of Service refers a case on Saturday 28 March 2026, answering:
      | Which process do you propose? | Alternative learning by several agencies |
    And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026, answering:
      | Does the information indicate that an LCSPR should be considered? | no |
    And these are completed:
      | Monday 30 March 2026   | Business Manager             | Prepare the letter to the referrer           |
      | Tuesday 31 March 2026  | Business Manager             | Put the referral to the next Executive Group |
      | Thursday 16 April 2026 | Chair of the Executive Group | Agree further action on the referral         |
      | Friday 17 April 2026   | Chair of the Executive Group | Name the lead of the Reflective Review       |
      | Monday 20 April 2026   | Independent Reviewer         | Plan the Reflective Review                   |
      | Friday 22 May 2026     | Independent Reviewer         | Carry out the review and report              |
      | Thursday 11 June 2026  | Chair of the Executive Group | Consider the lead's report                   |
      | Monday 15 June 2026    | Business Manager             | Plan how the learning is shared              |
      | Thursday 16 July 2026  | Chair of the Executive Group | Agree the plan and its actions               |

  @LRN-3 @LRN-5 @REP-3
  Rule: An action belongs to one agency, and only it carries it out

    Scenario: Each agency is given its action, with its date
      Then the letter "action given" was sent 2 times
      And the letter "action given" to Bridgewater NHS says "The partnership has agreed an action for Bridgewater NHS. It is due on Monday 14 September 2026."
      And the letter "action given" to Bridgewater NHS says "What is to be done: Brief all health visitors on window safety Who answers for it: Named Nurse Safeguarding Children"
      And the letter "action given" to Bridgewater NHS says "Your agency is responsible for seeing that it is fully implemented"
      And the letter "action given" to Bridgewater NHS does not say "landlords"
      And the letter "action given" to Bridgewater NHS does not say "Amy"
      And the letter "action given" to Safeguarding Partnerships team says "Agree with the landlords how a danger is reported"
      And the letter "action given" to Safeguarding Partnerships team says "Wednesday 14 October 2026"
      And "Carry out the action" of Action 1 is open for the Agency
      And "Carry out the action" of Action 1 is due on Monday 14 September 2026
      And "Carry out the action" of Action 2 is due on Wednesday 14 October 2026

    Scenario: One action is closed while another goes on
      When the Named Nurse Safeguarding Children of Bridgewater NHS completes "Carry out the action" for Action 1 on Thursday 10 September 2026
      Then "Assure the action" of Action 1 is open for the Executive Group
      And "Carry out the action" of Action 2 is open
      When the Chair of the Executive Group completes "Assure the action" for Action 1 on Thursday 17 September 2026
      Then the Action ended with "Implemented"
      And "Assure the action" of Action 1 is not open
      And "Carry out the action" of Action 1 is not open
      And "Carry out the action" of Action 2 is open
      And the Head of Safeguarding is not told that LRN-L1 is late

    @LRN-1
    Scenario: The Tracker says what becomes of it
      Then the register "Learning and Improvement Tracker" has 2 entries
      And the register "Learning and Improvement Tracker" says of Action 1:
        | Action                   | Brief all health visitors on window safety |
        | Agency                   | Bridgewater NHS                            |
        | Post that answers for it | Named Nurse Safeguarding Children          |
        | Due                      | Monday 14 September 2026                   |
        | Agreed                   | Thursday 16 July 2026                      |
        | State                    | To be done                                 |
        | Done                     | nothing                                    |
      When the Named Nurse Safeguarding Children of Bridgewater NHS completes "Carry out the action" for Action 1 on Thursday 10 September 2026
      Then the register "Learning and Improvement Tracker" says of Action 1:
        | State                               | Reported; to be assured                           |
        | Done                                | Tuesday 8 September 2026                          |
        | What was done or why it will not be | All health visitors were briefed on window safety |
      When the Chair of the Executive Group completes "Assure the action" for Action 1 on Thursday 17 September 2026, answering:
        | What does the Executive Group find? | It is not yet to be closed    |
        | What is missing                     | The audit of the last quarter |
        | To be done by                       | Friday 30 October 2026        |
      Then the register "Learning and Improvement Tracker" says of Action 1:
        | State                                                                | To be done                    |
        | Due                                                                  | Friday 30 October 2026        |
        | How the Executive Group assured itself, or why it accepts the reason | The audit of the last quarter |
      And the register "Learning and Improvement Tracker" says of Action 2:
        | State | To be done |
      When the Named Nurse Safeguarding Children of Bridgewater NHS completes "Carry out the action" for Action 1 on Monday 19 October 2026
      And the Chair of the Executive Group completes "Assure the action" for Action 1 on Thursday 22 October 2026
      Then the register "Learning and Improvement Tracker" says of Action 1:
        | State                             | Done and assured         |
        | Considered by the Executive Group | Thursday 22 October 2026 |

    Scenario: Nobody but the agency that owns it
      When the Head of Neighbourhoods of Halton Housing tries to complete "Carry out the action" for Action 1 on Thursday 10 September 2026
      Then it is refused: "may not do"
      When the Tracker Coordinator tries to complete "Carry out the action" for Action 1 on Thursday 10 September 2026
      Then it is refused: "may not do"
      When the Business Manager tries to complete "Carry out the action" for Action 1 on Thursday 10 September 2026
      Then it is refused: "may not do"
      When the Head of Safeguarding of Bridgewater NHS tries to complete "Carry out the action" for Action 1 on Thursday 10 September 2026
      Then it is accepted

    Scenario: What is to be done stands above the form
      Then the document shown with "Carry out the action" of Action 1 says "Bridgewater NHS, case 2026-0001."
      And the document shown with "Carry out the action" of Action 1 says "Brief all health visitors on window safety Who answers for it Named Nurse Safeguarding Children To be done by Monday 14 September 2026"
      And the document shown with "Carry out the action" of Action 1 says "Where the learning comes from A Local Reflective Review Whose recommendation One agency's Theme Safety at home"
      And the document shown with "Carry out the action" of Action 1 says "Expected outcome for children Fewer falls from windows How the outcome is measured An audit of 50 visits"
      And the document shown with "Carry out the action" of Action 1 says "What was learnt: The windows were seen, and nobody asked What is recommended: Health visitors look at the windows at every visit"

  @LRN-5
  Rule: Progress is reported as often as there is some

    Scenario: An action on course
      When the Named Nurse Safeguarding Children of Bridgewater NHS completes "Progress is reported" for Action 1 on Monday 3 August 2026
      Then the letter "action in trouble" was not sent
      And "Carry out the action" of Action 1 is open
      When the Named Nurse Safeguarding Children of Bridgewater NHS completes "Progress is reported" for Action 1 on Monday 24 August 2026, answering:
        | What has been done so far | Three teams of four have been briefed |
      Then what is kept of "Progress is reported" of Action 1 includes:
        | What has been done so far | Three teams of four have been briefed |
      When the Tracker Coordinator tries to complete "Progress is reported" for Action 1 on Monday 24 August 2026
      Then it is refused: "may not do"

    Scenario: An action in trouble is told to the Head of Safeguarding at once
      When the Named Nurse Safeguarding Children of Bridgewater NHS completes "Progress is reported" for Action 1 on Monday 3 August 2026, answering:
        | Will the action be done by its date?        | no                           |
        | What stands in the way, and what would help | Nobody can hold the briefing |
      Then the Head of Safeguarding is sent the letter "action in trouble", naming Monday 14 September 2026
      And the letter "action in trouble" says "Nobody can hold the briefing"
      And the letter "action in trouble" says "will not be done by its date, Monday 14 September 2026, as its owner reports: Brief all health visitors on window safety Who answers for it: Named Nurse Safeguarding Children"
      And "Carry out the action" of Action 1 is open

    Scenario Outline: What a report of progress needs
      When the Named Nurse Safeguarding Children of Bridgewater NHS tries to complete "Progress is reported" for Action 1 on Monday 3 August 2026, answering:
        | Will the action be done by its date? | <on course> |
        | <question>                           | <answer>    |
      Then it is <result>

      Examples:
        | on course | question                                    | answer  | result                                                        |
        | yes       | What has been done so far                   | nothing | refused: "Enter: What has been done so far"                   |
        | nothing   | What stands in the way, and what would help | nothing | refused: "Choose: Will the action be done by its date?"       |
        | no        | What stands in the way, and what would help | nothing | refused: "Enter: What stands in the way, and what would help" |

  @LRN-L1 @LRN-3
  Rule: An action that is not reported by its date is taken up with the agency's senior

    Scenario: The agency is reminded
      When Tuesday 15 September 2026 ends
      Then the reminders of LRN-L1 for Action 1 are:
        | Friday 28 August 2026     | Agency |
        | Monday 7 September 2026   | Agency |
        | Monday 14 September 2026  | Agency |
        | Tuesday 15 September 2026 | Agency |

    Scenario: Overdue
      When Sunday 13 September 2026 ends
      Then the Head of Safeguarding is not told that LRN-L1 is late for Action 1
      And the letter "action overdue" was not sent
      When Monday 14 September 2026 ends
      Then the Head of Safeguarding is told once that LRN-L1 is late for Action 1
      And the Head of Safeguarding is not told that LRN-L1 is late for Action 2
      And the Agency senior is sent the letter "action overdue", naming Monday 14 September 2026
      And the letter "action overdue" to Bridgewater NHS says "An action of Bridgewater NHS was due on Monday 14 September 2026, and nothing was reported: Brief all health visitors on window safety Who answers for it: Named Nurse Safeguarding Children"
      And the letter "action overdue" was sent once
      When the Named Nurse Safeguarding Children of Bridgewater NHS tries to complete "Carry out the action" for Action 1 on Tuesday 15 September 2026
      Then it is refused: "Enter: Why this is late"
      When the Named Nurse Safeguarding Children of Bridgewater NHS tries to complete "Carry out the action" for Action 1 on Tuesday 15 September 2026, answering "Why this is late" with "The trainer was ill"
      Then it is accepted
      When Wednesday 14 October 2026 ends
      Then the Head of Safeguarding is told once that LRN-L1 is late for Action 2

    Scenario: Reported on its last day
      When the Named Nurse Safeguarding Children of Bridgewater NHS tries to complete "Carry out the action" for Action 1 on Monday 14 September 2026
      Then it is accepted
      When Monday 14 September 2026 ends
      Then the Head of Safeguarding is not told that LRN-L1 is late for Action 1

  @LRN-1 @LRN-3 @LRN-5
  Rule: The Executive Group closes an action when it is implemented, or the reason why it is not is accepted

    Scenario: Not implemented, with its reason
      Given the Named Nurse Safeguarding Children of Bridgewater NHS completes "Carry out the action" for Action 1 on Thursday 10 September 2026, answering:
        | What became of the action?                             | It will not be done                |
        | Why it will not be done                                | The service moved to another trust |
        | What is done instead, so that the learning is not lost | The other trust was told           |
      Then what is kept of "Carry out the action" does not include "What was done"
      And the document shown with "Assure the action" says "It will not be done Why it will not be done: The service moved to another trust What is done instead: The other trust was told"
      When the Chair of the Executive Group completes "Assure the action" for Action 1 on Thursday 17 September 2026, answering:
        | What does the Executive Group find?           | It is not implemented, and the reason is accepted |
        | Why the reason is accepted                    | The agency no longer has health visitors          |
        | How children are kept safe without the action | The other trust has taken the action over         |
      Then the Action ended with "Not implemented, reason recorded"
      And the register "Learning and Improvement Tracker" says of Action 1:
        | State                               | Not done; the reason is accepted   |
        | What was done or why it will not be | The service moved to another trust |
        | What is done instead                | The other trust was told           |
      And what is kept of "Assure the action" does not include "How the Executive Group assured itself"
      And what is kept of "Assure the action" of Action 1 includes:
        | Why the reason is accepted                    | The agency no longer has health visitors  |
        | How children are kept safe without the action | The other trust has taken the action over |

    Scenario: What the agency reports is before the Executive Group
      When the Named Nurse Safeguarding Children of Bridgewater NHS completes "Carry out the action" for Action 1 on Thursday 10 September 2026, answering:
        | Files that show it | an audit |
      Then the document shown with "Assure the action" says "Done on Tuesday 8 September 2026: All health visitors were briefed on window safety"
      And the document shown with "Assure the action" says "better for it: Every visit now includes the windows What the measure shows: Window safety was recorded in 48 of 50 visits What shows that it was done: An audit of 50 visits"
      And what is kept of "Carry out the action" of Action 1 includes:
        | Files that show it | an audit |

    Scenario: Not yet: the agency is told what is missing, and has a new date
      Given the Named Nurse Safeguarding Children of Bridgewater NHS completes "Carry out the action" for Action 1 on Thursday 10 September 2026
      When the Chair of the Executive Group completes "Assure the action" for Action 1 on Thursday 17 September 2026, answering:
        | What does the Executive Group find? | It is not yet to be closed    |
        | What is missing                     | The audit of the last quarter |
        | To be done by                       | Friday 30 October 2026        |
      Then the Agency is sent the letter "action returned", naming Friday 30 October 2026
      And the letter "action returned" was sent to Bridgewater NHS
      And the letter "action returned" says "On Thursday 17 September 2026 the Executive Group considered what Bridgewater NHS reported"
      And the letter "action returned" says "This is missing: The audit of the last quarter The action: Brief all health visitors on window safety It is now to be done by Friday 30 October 2026"
      And the document shown with "Carry out the action" of Action 1 says "It is not yet to be closed (Thursday 17 September 2026). What is missing: The audit of the last quarter"
      And "Carry out the action" of Action 1 is due on Friday 30 October 2026
      And "Carry out the action" of Action 2 is due on Wednesday 14 October 2026
      When Thursday 29 October 2026 ends
      Then the Head of Safeguarding is not told that LRN-L1 is late for Action 1
      When Friday 30 October 2026 ends
      Then the Head of Safeguarding is told once that LRN-L1 is late for Action 1
      When the Named Nurse Safeguarding Children of Bridgewater NHS completes "Carry out the action" for Action 1 on Monday 2 November 2026, answering:
        | Why this is late | The audit took longer |
      And the Chair of the Executive Group completes "Assure the action" for Action 1 on Tuesday 10 November 2026
      Then the Action ended with "Implemented"
      And "Carry out the action" of Action 1 is not open

    Scenario Outline: What the agency reports
      When the Named Nurse Safeguarding Children of Bridgewater NHS tries to complete "Carry out the action" for Action 1 on Thursday 10 September 2026, answering:
        | What became of the action? | <state>  |
        | <question>                 | <answer> |
        | <other question>           | <other>  |
      Then it is <result>

      Examples:
        | state               | question                                                      | answer                     | other question                                         | other       | result                                                                          |
        | nothing             | What was done                                                 | nothing                    | Why it will not be done                                | nothing     | refused: "Choose: What became of the action?"                                   |
        | It is done          | Date on which it was done                                     | Thursday 10 September 2026 | Why it will not be done                                | nothing     | accepted                                                                        |
        | It is done          | Date on which it was done                                     | Friday 11 September 2026   | Why it will not be done                                | nothing     | refused: "The date on which it was done must be today or in the past"           |
        | It is done          | Date on which it was done                                     | nothing                    | Why it will not be done                                | nothing     | refused: "Enter: Date on which it was done"                                     |
        | It is done          | What was done                                                 | nothing                    | Why it will not be done                                | nothing     | refused: "Enter: What was done"                                                 |
        | It is done          | How your agency's arrangements for children are better for it | nothing                    | Why it will not be done                                | nothing     | refused: "Enter: How your agency's arrangements for children are better for it" |
        | It is done          | What the agreed measure shows                                 | nothing                    | Why it will not be done                                | nothing     | refused: "Enter: What the agreed measure shows"                                 |
        | It is done          | What shows that it was done                                   | nothing                    | Why it will not be done                                | nothing     | refused: "Enter: What shows that it was done"                                   |
        | It is done          | Files that show it                                            | a spreadsheet macro        | Why it will not be done                                | nothing     | refused: "must be one of"                                                       |
        | It will not be done | Why it will not be done                                       | nothing                    | What is done instead, so that the learning is not lost | Nothing can | refused: "Enter: Why it will not be done"                                       |
        | It will not be done | Why it will not be done                                       | It is too late             | What is done instead, so that the learning is not lost | nothing     | refused: "Enter: What is done instead, so that the learning is not lost"        |
        | It will not be done | Why it will not be done                                       | It is too late             | What is done instead, so that the learning is not lost | Nothing can | accepted                                                                        |

    Scenario Outline: What the Executive Group may find
      Given the Named Nurse Safeguarding Children of Bridgewater NHS completes "Carry out the action" for Action 1 on Thursday 10 September 2026, answering:
        | What became of the action?                             | <state>        |
        | Why it will not be done                                | It is too late |
        | What is done instead, so that the learning is not lost | Nothing can    |
      When the Chair of the Executive Group tries to complete "Assure the action" for Action 1 on Thursday 17 September 2026, answering:
        | What does the Executive Group find? | <verdict> |
        | <question>                          | <answer>  |
        | <other question>                    | <other>   |
      Then it is <result>

      Examples:
        | state               | verdict                                           | question                                        | answer                   | other question                                | other                       | result                                                                                      |
        | It is done          | nothing                                           | What is missing                                 | nothing                  | To be done by                                 | nothing                     | refused: "Choose: What does the Executive Group find?"                                      |
        | It is done          | It is implemented                                 | How the Executive Group assured itself          | nothing                  | To be done by                                 | nothing                     | refused: "Enter: How the Executive Group assured itself"                                    |
        | It is done          | It is implemented                                 | Date on which the Executive Group considered it | Friday 18 September 2026 | To be done by                                 | nothing                     | refused: "The date on which the Executive Group considered it must be today or in the past" |
        | It is done          | It is implemented                                 | Date on which the Executive Group considered it | nothing                  | To be done by                                 | nothing                     | refused: "Enter: Date on which the Executive Group considered it"                           |
        | It is done          | It is not implemented, and the reason is accepted | Why the reason is accepted                      | It is                    | How children are kept safe without the action | They are                    | refused: "can no longer be chosen"                                                          |
        | It will not be done | It is implemented                                 | What is missing                                 | nothing                  | To be done by                                 | nothing                     | refused: "can no longer be chosen"                                                          |
        | It will not be done | It is not implemented, and the reason is accepted | Why the reason is accepted                      | nothing                  | How children are kept safe without the action | They are                    | refused: "Enter: Why the reason is accepted"                                                |
        | It will not be done | It is not implemented, and the reason is accepted | Why the reason is accepted                      | It is                    | How children are kept safe without the action | nothing                     | refused: "Enter: How children are kept safe without the action"                             |
        | It will not be done | It is not yet to be closed                        | What is missing                                 | Another way              | To be done by                                 | Thursday 17 September 2026  | accepted                                                                                    |
        | It is done          | It is not yet to be closed                        | What is missing                                 | nothing                  | To be done by                                 | Thursday 17 September 2026  | refused: "Enter: What is missing"                                                           |
        | It is done          | It is not yet to be closed                        | What is missing                                 | The audit                | To be done by                                 | nothing                     | refused: "Enter: To be done by"                                                             |
        | It is done          | It is not yet to be closed                        | What is missing                                 | The audit                | To be done by                                 | Wednesday 16 September 2026 | refused: "The new date must be today or later"                                              |

    Scenario: Nobody but the Executive Group closes an action
      Given the Named Nurse Safeguarding Children of Bridgewater NHS completes "Carry out the action" for Action 1 on Thursday 10 September 2026
      When the Named Nurse Safeguarding Children of Bridgewater NHS tries to complete "Assure the action" for Action 1 on Thursday 17 September 2026
      Then it is refused: "may not do"
      When the Business Manager tries to complete "Assure the action" for Action 1 on Thursday 17 September 2026
      Then it is refused: "may not do"

  @LRN-1 @LRN-3 @LRN-5 @LRN-L1
  Rule: What the forms ask

    Scenario: The form "Report progress"
      Then the form "Report progress" asks:
        | What has been done so far                   | always        | text   |
        | Will the action be done by its date?        | always        | yes no |
        | What stands in the way, and what would help | if it applies | text   |

    Scenario: The form "Report on the action"
      Then the form "Report on the action" asks:
        | What became of the action?                                    | always        | It is done; It will not be done |
        | Date on which it was done                                     | if it applies | date                            |
        | What was done                                                 | if it applies | text                            |
        | How your agency's arrangements for children are better for it | if it applies | text                            |
        | What the agreed measure shows                                 | if it applies | text                            |
        | What shows that it was done                                   | if it applies | text                            |
        | Files that show it                                            | may be        | file                            |
        | Why it will not be done                                       | if it applies | text                            |
        | What is done instead, so that the learning is not lost        | if it applies | text                            |

    Scenario: The form "Assure the action"
      Then the form "Assure the action" asks:
        | Date on which the Executive Group considered it | always        | date                                                                                             |
        | What does the Executive Group find?             | always        | It is implemented; It is not implemented, and the reason is accepted; It is not yet to be closed |
        | How the Executive Group assured itself          | if it applies | text                                                                                             |
        | Why the reason is accepted                      | if it applies | text                                                                                             |
        | How children are kept safe without the action   | if it applies | text                                                                                             |
        | What is missing                                 | if it applies | text                                                                                             |
        | To be done by                                   | if it applies | date                                                                                             |
