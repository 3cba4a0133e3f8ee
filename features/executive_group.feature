Feature: Executive Group
  Where no LCSPR follows, other learning is always considered. The business unit puts the case on the
  agenda of the Executive Group's next meeting; there the group agrees what follows, and the referrer is told.

  @REF-7 @CRI-11
  Rule: A referral for a Local Reflective Review goes to the next Executive Group

    Background:
      Given the Head of Service refers a case on Saturday 28 March 2026, answering:
        | Which process do you propose? | Alternative learning by one agency |
      And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026, answering:
        | Does the information indicate that an LCSPR should be considered? | no |

    Scenario Outline: The meeting
      When the Business Manager tries to complete "Put the referral to the next Executive Group" on Tuesday 31 March 2026, answering:
        | Date of the meeting                 | <meeting>       |
        | Is an extraordinary meeting called? | <extraordinary> |
        | Why the meeting is not held sooner  | <why>           |
      Then it is <result>

      Examples:
        | meeting                 | extraordinary | why                      | result                                                   |
        | Thursday 16 April 2026  | no            | nothing                  | accepted                                                 |
        | Thursday 11 June 2026   | no            | nothing                  | refused: "Enter: Why the meeting is not held sooner"     |
        | Thursday 11 June 2026   | no            | April's agenda is closed | accepted                                                 |
        | Tuesday 14 April 2026   | no            | nothing                  | refused: "The Executive Group does not meet on that day" |
        | Tuesday 14 April 2026   | yes           | nothing                  | accepted                                                 |
        | Tuesday 28 April 2026   | yes           | nothing                  | accepted                                                 |
        | Wednesday 29 April 2026 | yes           | nothing                  | refused: "Enter: Why the meeting is not held sooner"     |
        | Thursday 12 March 2026  | no            | nothing                  | refused: "The meeting must be today or later"            |

    Scenario: A date that is added, and one that is called off
      Given the Business Manager adds Tuesday 14 April 2026 to the dates of the Executive Group
      And the Business Manager calls off the meeting of the Executive Group on Thursday 16 April 2026
      When the Business Manager tries to complete "Put the referral to the next Executive Group" on Tuesday 31 March 2026, answering "Date of the meeting" with "Thursday 16 April 2026"
      Then it is refused: "The Executive Group does not meet on that day"
      When the Business Manager completes "Put the referral to the next Executive Group" on Tuesday 31 March 2026, answering "Date of the meeting" with "Tuesday 14 April 2026"
      Then "Agree further action on the referral" is open for the Executive Group

    Scenario: The meeting agrees what follows, and the referrer is told
      Given the Business Manager completes "Prepare the letter to the referrer" on Monday 30 March 2026
      When the Business Manager completes "Put the referral to the next Executive Group" on Tuesday 31 March 2026
      Then "Agree further action on the referral" is open for the Executive Group
      And "Agree further action on the referral" is due on Tuesday 28 April 2026
      When the Chair of the Executive Group completes "Agree further action on the referral" on Friday 17 April 2026, answering:
        | Date of the meeting | Thursday 16 April 2026 |
      Then the Referrer is sent the letter "executive group outcome"
      And the letter "executive group outcome" says "At its meeting on Thursday 16 April 2026"
      And the letter "executive group outcome" does not say "Amy"
      And the Executive Group ended with "Local Reflective Review"

    Scenario: Twenty working days and on no agenda
      When Monday 27 April 2026 ends
      Then the Head of Safeguarding is not told that REF-7 is late
      When Tuesday 28 April 2026 ends
      Then the Head of Safeguarding is told once that REF-7 is late
      When the Business Manager tries to complete "Put the referral to the next Executive Group" on Wednesday 29 April 2026
      Then it is refused: "Enter: Why this is late"

    Scenario: On an agenda, and nothing agreed in twenty working days
      Given the Business Manager completes "Put the referral to the next Executive Group" on Tuesday 31 March 2026
      When Monday 27 April 2026 ends
      Then the Head of Safeguarding is not told that REF-7 is late
      When Tuesday 28 April 2026 ends
      Then the Head of Safeguarding is told once that REF-7 is late
      When the Chair of the Executive Group tries to complete "Agree further action on the referral" on Wednesday 29 April 2026
      Then it is refused: "Enter: Why this is late"

    Scenario: Nobody but the Executive Group agrees
      Given the Business Manager completes "Put the referral to the next Executive Group" on Tuesday 31 March 2026
      When the Business Manager tries to complete "Agree further action on the referral" on Thursday 16 April 2026
      Then it is refused: "may not do"

  @CRI-11
  Rule: One decision with four exits, each with its reasons

    Background:
      Given the Head of Service refers a case on Saturday 28 March 2026, answering:
        | Which process do you propose? | Alternative learning by several agencies |
      And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026, answering:
        | Does the information indicate that an LCSPR should be considered? | no |
      And the Business Manager completes "Put the referral to the next Executive Group" on Tuesday 31 March 2026

    Scenario Outline: What the Executive Group agrees
      When the Chair of the Executive Group completes "Agree further action on the referral" on Thursday 16 April 2026, answering:
        | What did the Executive Group agree? | <outcome>       |
        | Which agency reviews?               | Bridgewater NHS |
      Then the Executive Group ended with "<end>"
      And the letter "executive group outcome" says "It agreed: <outcome>"
      And the register "Referrals and outcomes" says of the case:
        | Outcome                         | <registered>           |
        | What the Executive Group agreed | <outcome>              |
        | The Executive Group met         | Thursday 16 April 2026 |
        | Direction                       | To the Executive Group |
        | The Virtual Panel decided       | nothing                |

      Examples:
        | outcome                             | end                          | registered                   |
        | A Local Reflective Review           | Local Reflective Review      | Local Reflective Review      |
        | A review by a single agency         | Single-agency review         | Review by a single agency    |
        | Support of a national review        | Support of a national review | Support of a national review |
        | No further learning is to be gained | No further learning          | No further learning          |

    Scenario Outline: What the record needs
      When the Chair of the Executive Group tries to complete "Agree further action on the referral" on Thursday 16 April 2026, answering:
        | What did the Executive Group agree? | <outcome> |
        | <question>                          | <answer>  |
      Then it is <result>

      Examples:
        | outcome                             | question                                       | answer                           | result                                                          |
        | A Local Reflective Review           | Was the referral considered?                   | no                               | refused: "Consider the referral before you agree"               |
        | A Local Reflective Review           | Was the record of the Rapid Review considered? | no                               | accepted                                                        |
        | A Local Reflective Review           | Methodology                                    | nothing                          | refused: "Enter: Methodology"                                   |
        | A Local Reflective Review           | Scope                                          | nothing                          | refused: "Enter: Scope"                                         |
        | A Local Reflective Review           | Reasons                                        | nothing                          | refused: "Enter: Reasons"                                       |
        | A review by a single agency         | Which agency reviews?                          | nothing                          | refused: "Choose: Which agency reviews?"                        |
        | A review by a single agency         | Which agency reviews?                          | Halton Housing                   | accepted                                                        |
        | Support of a national review        | Methodology                                    | nothing                          | refused: "Enter: Methodology"                                   |
        | No further learning is to be gained | Reasons                                        | nothing                          | refused: "Enter: Reasons"                                       |
        | No further learning is to be gained | Methodology                                    | nothing                          | accepted                                                        |
        | No further learning is to be gained | Date of the meeting                            | Friday 17 April 2026             | refused: "The date of the meeting must be today or in the past" |
        | A Local Reflective Review           | Actions                                        | a briefing                       | accepted                                                        |
        | A Local Reflective Review           | Actions                                        | an action without an owner       | refused: "Enter: Who does it"                                   |
        | A Local Reflective Review           | Actions                                        | an action that was due yesterday | refused: "An action cannot be due before the meeting"           |

    Scenario: Agreed actions have an owner and a date
      When the Chair of the Executive Group completes "Agree further action on the referral" on Thursday 16 April 2026, answering "Actions" with "a briefing"
      Then what is kept of "Agree further action on the referral" includes:
        | Actions | a briefing |
      And the register "Learning and Improvement Tracker" says of the case:
        | State | Recorded; its owner follows it |

  @VP-7 @CRI-11
  Rule: A learning process that the Virtual Panel proposes is agreed at the next Executive Group

    Background:
      Given the Head of Service refers a case on Saturday 28 March 2026
      And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026
      And the Business Manager completes "Prepare the letter to the referrer" on Monday 30 March 2026
      And the Business Manager completes "Arrange the Virtual Panel" on Monday 30 March 2026
      And all three partners give the view "Not notifiable - an alternative learning process" on Monday 30 March 2026
      And the Head of Safeguarding and Quality Assurance completes "Record the agreed decision" on Tuesday 31 March 2026, answering "Outcome" with "Not notifiable - an alternative learning process"

    Scenario: Methodology and scope are agreed at the meeting
      Then "Put the learning process to the next Executive Group" is due on Thursday 30 April 2026
      When the Business Manager completes "Put the learning process to the next Executive Group" on Tuesday 31 March 2026
      Then "Agree the learning process" is due on Thursday 30 April 2026
      And "Agree the learning process" is open for the Executive Group
      When the Chair of the Executive Group completes "Agree the learning process" on Thursday 16 April 2026
      Then the Executive Group ended with "Local Reflective Review"

    Scenario: A meeting more than twenty working days after the panel's decision needs a reason
      When the Business Manager tries to complete "Put the learning process to the next Executive Group" on Tuesday 31 March 2026, answering:
        | Date of the meeting | Thursday 11 June 2026 |
      Then it is refused: "Enter: Why the meeting is not held sooner"

    Scenario: A learning process that reaches no agenda
      When Wednesday 29 April 2026 ends
      Then the Head of Safeguarding is not told that VP-7 is late
      When Thursday 30 April 2026 ends
      Then the Head of Safeguarding is told once that VP-7 is late
      When the Business Manager tries to complete "Put the learning process to the next Executive Group" on Friday 1 May 2026
      Then it is refused: "Enter: Why this is late"

    Scenario: A learning process that is not agreed in time
      Given the Business Manager completes "Put the learning process to the next Executive Group" on Tuesday 31 March 2026
      When Wednesday 29 April 2026 ends
      Then the Head of Safeguarding is not told that VP-7 is late
      When Thursday 30 April 2026 ends
      Then the Head of Safeguarding is told once that VP-7 is late
      And the Head of Safeguarding is not told that REF-7 is late
      When the Chair of the Executive Group tries to complete "Agree the learning process" on Friday 1 May 2026
      Then it is refused: "Enter: Why this is late"

  @CRI-11 @CRI-L1 @LRR-1 @LRR-2
  Rule: Where no LCSPR follows the Rapid Review, the Executive Group agrees what is done instead

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

    Scenario: At its next meeting, within twenty working days of the Rapid Review
      Then "Put the Rapid Review to the next Executive Group" is open for the Business unit
      And "Put the Rapid Review to the next Executive Group" is due on Friday 15 May 2026
      When the Business Manager completes "Put the Rapid Review to the next Executive Group" on Friday 17 April 2026, answering:
        | Is an extraordinary meeting called? | yes                  |
        | Date of the meeting                 | Wednesday 6 May 2026 |
      Then "Agree what follows the Rapid Review" is open for the Executive Group
      And "Agree what follows the Rapid Review" is due on Friday 15 May 2026
      When the Chair of the Executive Group completes "Agree what follows the Rapid Review" on Wednesday 6 May 2026
      Then the Executive Group ended with "Local Reflective Review"
      And the Referrer is sent the letter "executive group outcome"

    Scenario: The business unit is reminded to put the Rapid Review on an agenda
      When Monday 18 May 2026 ends
      Then the reminders of CRI-L1 are:
        | Friday 8 May 2026     | Business unit |
        | Wednesday 13 May 2026 | Business unit |
        | Friday 15 May 2026    | Business unit |
        | Monday 18 May 2026    | Business unit |

    Scenario: A Rapid Review that reaches no agenda
      When Thursday 14 May 2026 ends
      Then the Head of Safeguarding is not told that CRI-L1 is late
      When Friday 15 May 2026 ends
      Then the Head of Safeguarding is told once that CRI-L1 is late
      When the Business Manager tries to complete "Put the Rapid Review to the next Executive Group" on Monday 18 May 2026
      Then it is refused: "Enter: Why this is late"

    Scenario: On the record of the Rapid Review, and on nothing less
      Given the Business Manager completes "Put the Rapid Review to the next Executive Group" on Friday 17 April 2026, answering:
        | Is an extraordinary meeting called? | yes                  |
        | Date of the meeting                 | Wednesday 6 May 2026 |
      When the Chair of the Executive Group tries to complete "Agree what follows the Rapid Review" on Wednesday 6 May 2026, answering:
        | Was the record of the Rapid Review considered? | no |
      Then it is refused: "Consider the record of the Rapid Review before you agree"
      When the Chair of the Executive Group tries to complete "Agree what follows the Rapid Review" on Wednesday 6 May 2026, answering:
        | Was the record of the Rapid Review considered? | nothing |
      Then it is refused: "Choose: Was the record of the Rapid Review considered?"

    Scenario: Nothing agreed in time
      Given the Business Manager completes "Put the Rapid Review to the next Executive Group" on Friday 17 April 2026, answering:
        | Is an extraordinary meeting called? | yes                  |
        | Date of the meeting                 | Wednesday 6 May 2026 |
      When Thursday 14 May 2026 ends
      Then the Head of Safeguarding is not told that CRI-L1 is late
      When Friday 15 May 2026 ends
      Then the Head of Safeguarding is told once that CRI-L1 is late
      And the Head of Safeguarding is not told that VP-7 is late
      When the Chair of the Executive Group tries to complete "Agree what follows the Rapid Review" on Monday 18 May 2026
      Then it is refused: "Enter: Why this is late"

  @REF-7 @VP-7 @CRI-11
  Rule: What the forms ask

    Scenario: The form "Put the case on the Executive Group's agenda"
      Then the form "Put the case on the Executive Group's agenda" asks:
        | Is an extraordinary meeting called? | always        | yes no |
        | Date of the meeting                 | always        | date   |
        | Why the meeting is not held sooner  | if it applies | text   |

    Scenario: The form "Record what the Executive Group agreed"
      Then the form "Record what the Executive Group agreed" asks:
        | Date of the meeting                            | always        | date                                                                                                                      |
        | Was the referral considered?                   | always        | yes no                                                                                                                    |
        | Was the record of the Rapid Review considered? | if it applies | yes no                                                                                                                    |
        | What did the Executive Group agree?            | always        | A Local Reflective Review; A review by a single agency; Support of a national review; No further learning is to be gained |
        | Reasons                                        | always        | text                                                                                                                      |
        | Which agency reviews?                          | if it applies | agencies                                                                                                                  |
        | Methodology                                    | if it applies | text                                                                                                                      |
        | Scope                                          | if it applies | text                                                                                                                      |
        | Actions                                        | may be        | group                                                                                                                     |
        | Action: What is to be done                     | always        | text                                                                                                                      |
        | Action: Who does it                            | always        | line                                                                                                                      |
        | Action: Agency                                 | may be        | agencies                                                                                                                  |
        | Action: To be done by                          | always        | date                                                                                                                      |
