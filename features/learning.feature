Feature: Learning
  The Executive Group sees to it that what was learnt reaches every agency that can learn from it, that each action is
  implemented or its reason recorded, that it made a difference, and that trends are looked for.

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

  @LRN-2 @LRR-6
  Rule: There is a clear plan for sharing the learning with all relevant agencies

    Scenario: The plan is prepared, agreed and written
      Then "Plan how the learning is shared" is open for the Business unit
      When the Business Manager completes "Plan how the learning is shared" on Monday 15 June 2026
      Then "Agree the plan and its actions" is open for the Executive Group
      And the document shown with "Agree the plan and its actions" says "Key messages Look at the windows at every visit, and tell the landlord at once"
      And the document "dissemination plan" was not written
      And the letter "learning shared" was not sent
      When the Chair of the Executive Group completes "Agree the plan and its actions" on Thursday 16 July 2026
      Then the document "dissemination plan" was written 1 times
      And the document "dissemination plan" says "Every agency has heard of it by Friday 14 August 2026"
      And the document "dissemination plan" says "Halton Housing Neighbourhood officers A talk in a meeting Tuesday 4 August 2026"
      And the document "dissemination plan" says "An audit in six months"
      And the document "dissemination plan" says "They hold nobody to account"
      And the document "dissemination plan" does not say "How else it is shared"
      And the document "dissemination plan" does not say "Amy"

    Scenario: Each agency of the plan is told what its people must know
      Given these are completed:
        | Monday 15 June 2026   | Business Manager             | Plan how the learning is shared | How else the learning is shared: On the partnership's website |
        | Thursday 16 July 2026 | Chair of the Executive Group | Agree the plan and its actions  |                                                               |
      Then the letter "learning shared" was sent 2 times
      And the letter "learning shared" to Bridgewater NHS says "Look at the windows at every visit, and tell the landlord at once"
      And the letter "learning shared" to Bridgewater NHS says "In Bridgewater NHS they are to reach: Health visitors and their managers"
      And the letter "learning shared" to Bridgewater NHS says "Thursday 30 July 2026"
      And the letter "learning shared" to Halton Housing says "Neighbourhood officers"
      And the letter "learning shared" to Halton Housing says "A talk in a meeting"
      And the letter "learning shared" to Halton Housing does not say "Amy"
      And the document "dissemination plan" says "On the partnership's website"

    Scenario: The agency's contacts are told, who see to it there
      Given the Business Manager completes "Plan how the learning is shared" on Monday 15 June 2026, answering "Agencies that hear of the learning" with "health alone"
      When the Chair of the Executive Group completes "Agree the plan and its actions" on Thursday 16 July 2026
      Then the Agency is sent the letter "learning shared"

    Scenario: A plan that the Executive Group does not agree goes back to the business unit
      Given the Business Manager completes "Plan how the learning is shared" on Monday 15 June 2026
      When the Chair of the Executive Group completes "Agree the plan and its actions" on Thursday 16 July 2026, answering:
        | Is the plan for sharing the learning agreed? | no                  |
        | What must be changed in it                   | Schools are missing |
      Then "Plan how the learning is shared" is open for the Business unit
      And what is kept of "Agree the plan and its actions" does not include "Are actions needed?"
      And the document "dissemination plan" was not written
      And the letter "learning shared" was not sent
      And "Carry out the action" is not open
      When these are completed:
        | Friday 17 July 2026        | Business Manager             | Plan how the learning is shared |
        | Thursday 17 September 2026 | Chair of the Executive Group | Agree the plan and its actions  |
      Then the document "dissemination plan" was written 1 times
      And the document "dissemination plan" says "Every agency has heard of it by Tuesday 15 September 2026"

    Scenario Outline: What the plan holds
      When the Business Manager tries to complete "Plan how the learning is shared" on Monday 15 June 2026, answering "<question>" with "<answer>"
      Then it is <result>

      Examples:
        | question                                                | answer                               | result                                                                    |
        | Key messages                                            | nothing                              | refused: "Enter: Key messages"                                            |
        | Shared with every agency by                             | nothing                              | refused: "Enter: Shared with every agency by"                             |
        | Shared with every agency by                             | Sunday 14 June 2026                  | refused: "The date must be today or later"                                |
        | Agencies that hear of the learning                      | nothing                              | refused: "Enter: Agencies that hear of the learning"                      |
        | Agencies that hear of the learning                      | health twice                         | refused: "Bridgewater NHS is named twice"                                 |
        | Agencies that hear of the learning                      | an agency that hears of it too late  | refused: "This agency must hear of it by the date for all of them"        |
        | Agencies that hear of the learning                      | an agency that heard of it yesterday | refused: "The date must be today or later"                                |
        | Agencies that hear of the learning                      | an agency where nobody hears of it   | refused: "Enter: Who there must hear of it"                               |
        | How it will be known that the learning reached practice | nothing                              | refused: "Enter: How it will be known that the learning reached practice" |

    Scenario: Nobody but the Executive Group agrees the plan
      When the Chair of the Executive Group tries to complete "Plan how the learning is shared" on Monday 15 June 2026
      Then it is refused: "may not do"
      Given the Business Manager completes "Plan how the learning is shared" on Monday 15 June 2026
      When the Business Manager tries to complete "Agree the plan and its actions" on Thursday 16 July 2026
      Then it is refused: "may not do"

  @LRN-1 @LRN-3 @REP-3
  Rule: Recommendations become actions with an owner, a date and a measure

    Background:
      Given the Business Manager completes "Plan how the learning is shared" on Monday 15 June 2026

    Scenario: One agency's recommendation, and several agencies' together
      When the Chair of the Executive Group completes "Agree the plan and its actions" on Thursday 16 July 2026
      Then "Carry out the action" is open 2 times
      And "Carry out the action" of Action 1 is due on Monday 14 September 2026
      And "Carry out the action" of Action 2 is due on Wednesday 14 October 2026
      And what is kept of "Agree the plan and its actions" includes:
        | Actions | two actions |

    Scenario: Sharing the learning may be enough
      When the Chair of the Executive Group completes "Agree the plan and its actions" on Thursday 16 July 2026, answering:
        | Are actions needed?                | no                              |
        | Why sharing the learning is enough | The agencies have acted already |
      Then "Carry out the action" is not open
      And the letter "action given" was not sent
      When the Business Manager completes "Record how the learning was shared" on Friday 31 July 2026
      And Thursday 17 June 2027 ends
      Then "Check what has changed" is not open
      When Friday 18 June 2027 ends
      Then "Check what has changed" is open for the Executive Group
      And what is kept of "Agree the plan and its actions" includes:
        | Why sharing the learning is enough | The agencies have acted already |

    Scenario Outline: What the Executive Group agrees
      When the Chair of the Executive Group tries to complete "Agree the plan and its actions" on Thursday 16 July 2026, answering:
        | Is the plan for sharing the learning agreed? | <agreed>  |
        | Are actions needed?                          | <actions> |
        | <question>                                   | <answer>  |
      Then it is <result>

      Examples:
        | agreed  | actions | question                                                  | answer                     | result                                                                      |
        | yes     | yes     | Actions                                                   | one action                 | accepted                                                                    |
        | yes     | yes     | Actions                                                   | nothing                    | refused: "Enter: Actions"                                                   |
        | yes     | yes     | Actions                                                   | an action for yesterday    | refused: "An action cannot be due before today"                             |
        | yes     | yes     | Actions                                                   | an action that nobody owns | refused: "Choose: Agency that does it"                                      |
        | yes     | no      | Why sharing the learning is enough                        | nothing                    | refused: "Enter: Why sharing the learning is enough"                        |
        | yes     | nothing | Why sharing the learning is enough                        | nothing                    | refused: "Choose: Are actions needed?"                                      |
        | nothing | nothing | Why sharing the learning is enough                        | nothing                    | refused: "Choose: Is the plan for sharing the learning agreed?"             |
        | no      | nothing | What must be changed in it                                | nothing                    | refused: "Enter: What must be changed in it"                                |
        | yes     | yes     | Date of the Executive Group's meeting                     | nothing                    | refused: "Enter: Date of the Executive Group's meeting"                     |
        | yes     | yes     | Date of the Executive Group's meeting                     | Friday 17 July 2026        | refused: "The date of the meeting must be today or in the past"             |
        | yes     | yes     | Date by which the Executive Group checks what has changed | nothing                    | refused: "Enter: Date by which the Executive Group checks what has changed" |
        | yes     | yes     | Date by which the Executive Group checks what has changed | Wednesday 15 July 2026     | refused: "The date must be today or later"                                  |

  @LRN-2 @LRN-L2
  Rule: The learning has reached every agency by the day that the plan names

    Background:
      Given these are completed:
        | Monday 15 June 2026   | Business Manager             | Plan how the learning is shared |
        | Thursday 16 July 2026 | Chair of the Executive Group | Agree the plan and its actions  |

    Scenario: Shared in time
      Then "Record how the learning was shared" is open for the Business unit
      And "Record how the learning was shared" is due on Friday 14 August 2026
      When the Business Manager completes "Record how the learning was shared" on Friday 14 August 2026, answering:
        | What the agencies said about it | They asked for a poster |
        | Briefings and other material    | the briefing            |
      And Friday 14 August 2026 ends
      Then the Head of Safeguarding is not told that LRN-L2 is late
      And what is kept of "Record how the learning was shared" includes:
        | What the agencies said about it | They asked for a poster |
        | Briefings and other material    | the briefing            |

    Scenario: The business unit is reminded to share
      When Monday 17 August 2026 ends
      Then the reminders of LRN-L2 are:
        | Friday 7 August 2026  | Business unit |
        | Friday 14 August 2026 | Business unit |
        | Monday 17 August 2026 | Business unit |

    Scenario: Not shared in time
      When Thursday 13 August 2026 ends
      Then the Head of Safeguarding is not told that LRN-L2 is late
      When Friday 14 August 2026 ends
      Then the Head of Safeguarding is told once that LRN-L2 is late
      When the Business Manager tries to complete "Record how the learning was shared" on Monday 17 August 2026
      Then it is refused: "Enter: Why this is late"

    Scenario Outline: What the record holds
      When the Business Manager tries to complete "Record how the learning was shared" on Friday 14 August 2026, answering:
        | Was every agency of the plan reached? | <reached> |
        | <question>                            | <answer>  |
      Then it is <result>

      Examples:
        | reached | question                                                        | answer                  | result                                                                            |
        | yes     | Date on which the last agency heard of it                       | Saturday 15 August 2026 | refused: "The date must be today or in the past"                                  |
        | yes     | Date on which the last agency heard of it                       | nothing                 | refused: "Enter: Date on which the last agency heard of it"                       |
        | nothing | Which agencies were not reached, why, and what is done about it | nothing                 | refused: "Choose: Was every agency of the plan reached?"                          |
        | no      | Which agencies were not reached, why, and what is done about it | nothing                 | refused: "Enter: Which agencies were not reached, why, and what is done about it" |
        | no      | Which agencies were not reached, why, and what is done about it | Halton Housing; in May  | accepted                                                                          |
        | yes     | What was done in each agency                                    | nothing                 | refused: "Enter: What was done in each agency"                                    |

  @LRN-1 @LRN-L3 @LRN-L4
  Rule: Learning is closed only when each action is implemented or its reason recorded, and its difference was checked

    Background:
      Given these are completed:
        | Monday 15 June 2026   | Business Manager             | Plan how the learning is shared |
        | Thursday 16 July 2026 | Chair of the Executive Group | Agree the plan and its actions  |

    Scenario: Nothing is checked while an action is open, or the learning is not shared
      When these are completed:
        | Thursday 10 September 2026 | Named Nurse Safeguarding Children of Bridgewater NHS | Carry out the action for Action 1 |
        | Thursday 17 September 2026 | Chair of the Executive Group                         | Assure the action for Action 1    |
        | Friday 18 September 2026   | Tracker Coordinator                                  | Carry out the action for Action 2 |
      Then "Check what has changed" is not open
      When the Chair of the Executive Group completes "Assure the action" for Action 2 on Thursday 15 October 2026
      Then "Check what has changed" is not open
      When the Business Manager completes "Record how the learning was shared" on Friday 16 October 2026, answering:
        | Why this is late | The holidays |
      Then "Check what has changed" is not open
      When Friday 18 June 2027 ends
      Then "Check what has changed" is open for the Executive Group
      And "Check what has changed" is due on Friday 16 July 2027

    @LRN-L4
    Scenario: The Executive Group brings the check forward, and nobody else does
      Given these are completed:
        | Friday 31 July 2026        | Business Manager                                     | Record how the learning was shared |
        | Thursday 10 September 2026 | Named Nurse Safeguarding Children of Bridgewater NHS | Carry out the action for Action 1  |
        | Thursday 17 September 2026 | Chair of the Executive Group                         | Assure the action for Action 1     |
        | Friday 18 September 2026   | Tracker Coordinator                                  | Carry out the action for Action 2  |
        | Thursday 15 October 2026   | Chair of the Executive Group                         | Assure the action for Action 2     |
      When the Business Manager tries to correct the date of "impact check due" to Monday 30 November 2026, because "The audit is done"
      Then it is refused: "may not"
      When the Chair of the Executive Group corrects the date of "impact check due" to Monday 30 November 2026, because "The audit is done"
      And Sunday 1 November 2026 ends
      Then "Check what has changed" is not open
      When Monday 2 November 2026 ends
      Then "Check what has changed" is open for the Executive Group
      And "Check what has changed" is due on Monday 30 November 2026

    @LRN-L4
    Scenario: Actions that are closed after the agreed day are checked at once
      Given these are completed:
        | Friday 31 July 2026        | Business Manager                                     | Record how the learning was shared |                                          |
        | Thursday 10 September 2026 | Named Nurse Safeguarding Children of Bridgewater NHS | Carry out the action for Action 1  |                                          |
        | Thursday 17 September 2026 | Chair of the Executive Group                         | Assure the action for Action 1     |                                          |
        | Friday 23 July 2027        | Tracker Coordinator                                  | Carry out the action for Action 2  | Why this is late: The landlords met late |
        | Monday 26 July 2027        | Chair of the Executive Group                         | Assure the action for Action 2     |                                          |
      When Monday 26 July 2027 ends
      Then "Check what has changed" is open for the Executive Group
      And the Head of Safeguarding is told once that LRN-L3 is late

    Scenario: An action that is not implemented holds nothing up once its reason is accepted
      When these are completed:
        | Friday 31 July 2026        | Business Manager                                     | Record how the learning was shared |                                                                                        |                                                |                                                                    |
        | Thursday 10 September 2026 | Named Nurse Safeguarding Children of Bridgewater NHS | Carry out the action for Action 1  |                                                                                        |                                                |                                                                    |
        | Thursday 17 September 2026 | Chair of the Executive Group                         | Assure the action for Action 1     |                                                                                        |                                                |                                                                    |
        | Friday 18 September 2026   | Tracker Coordinator                                  | Carry out the action for Action 2  | What became of the action?: It will not be done                                        | Why it will not be done: The landlords did     | What is done instead, so that the learning is not lost: It is done |
        | Thursday 15 October 2026   | Chair of the Executive Group                         | Assure the action for Action 2     | What does the Executive Group find?: It is not implemented, and the reason is accepted | Why the reason is accepted: It is done already | How children are kept safe without the action: By the landlords    |
      And Friday 18 June 2027 ends
      Then "Check what has changed" is open for the Executive Group

    Scenario: What has changed is checked, and trends are reviewed, before the learning is closed
      Given these are completed:
        | Friday 31 July 2026        | Business Manager                                     | Record how the learning was shared |
        | Thursday 10 September 2026 | Named Nurse Safeguarding Children of Bridgewater NHS | Carry out the action for Action 1  |
        | Thursday 17 September 2026 | Chair of the Executive Group                         | Assure the action for Action 1     |
        | Friday 18 September 2026   | Tracker Coordinator                                  | Carry out the action for Action 2  |
        | Thursday 15 October 2026   | Chair of the Executive Group                         | Assure the action for Action 2     |
      When the Chair of the Executive Group completes "Check what has changed" on Thursday 15 July 2027
      Then "Review trends with other local information" is open for the Executive Group
      And the Head of Safeguarding is not told that LRN-L3 is late
      And the document "tracker" was not written
      And the document shown with "Review trends with other local information" says "No child has fallen from a window since"
      When the Chair of the Executive Group completes "Review trends with other local information" on Thursday 15 July 2027, answering:
        | Which trend or issue | Dangers in the home |
      Then what is kept of "Review trends with other local information" does not include "Which trend or issue"
      And the Learning ended with "Each action implemented, or its reason recorded"

    @LRN-5
    Scenario: The Tracker holds each action from its source to its assurance
      Given these are completed:
        | Friday 31 July 2026        | Business Manager                                     | Record how the learning was shared |                                                                                        |                                                          |                                                                    |
        | Thursday 10 September 2026 | Named Nurse Safeguarding Children of Bridgewater NHS | Carry out the action for Action 1  |                                                                                        |                                                          |                                                                    |
        | Thursday 17 September 2026 | Chair of the Executive Group                         | Assure the action for Action 1     |                                                                                        |                                                          |                                                                    |
        | Friday 18 September 2026   | Tracker Coordinator                                  | Carry out the action for Action 2  | What became of the action?: It will not be done                                        | Why it will not be done: The landlords did it themselves | What is done instead, so that the learning is not lost: It is done |
        | Thursday 15 October 2026   | Chair of the Executive Group                         | Assure the action for Action 2     | What does the Executive Group find?: It is not implemented, and the reason is accepted | Why the reason is accepted: The outcome is reached       | How children are kept safe without the action: By the landlords    |
      When Friday 18 June 2027 ends
      Then the document shown with "Check what has changed" says "Action Brief all health visitors on window safety Agency Bridgewater NHS Owner Named Nurse Safeguarding Children"
      And the document shown with "Check what has changed" says "Action 2 It will not be done The landlords did it themselves"
      And the document shown with "Check what has changed" says "Action 2 It is not implemented, and the reason is accepted The outcome is reached"
      When these are completed:
        | Thursday 15 July 2027 | Chair of the Executive Group | Check what has changed                     | Are the improvements established?: no | What is not, and who does what about it: The audit is repeated |
        | Thursday 15 July 2027 | Chair of the Executive Group | Review trends with other local information |                                       |                                                                |
      Then the document "tracker" was written 1 times
      And the document "tracker" says "As it stands on Thursday 15 July 2027."
      And the document "tracker" says "Action 2 Source A Local Reflective Review Theme Sharing information"
      And the document "tracker" says "Source A Local Reflective Review Theme Safety at home What was learnt The windows were seen, and nobody asked"
      And the document "tracker" says "Recommendation Health visitors look at the windows at every visit Whose it is One agency's"
      And the document "tracker" says "Expected outcome Fewer falls from windows Measure An audit of 50 visits Due Monday 14 September 2026"
      And the document "tracker" says "Action 1 It is done All health visitors were briefed on window safety Window safety was recorded in 48 of 50 visits; An audit of 50 visits"
      And the document "tracker" says "Action 1 It is implemented It read the audit Thursday 17 September 2026"
      And the document "tracker" says "Action Brief all health visitors on window safety Agency Bridgewater NHS Owner Named Nurse Safeguarding Children"
      And the document "tracker" says "Action 2 It will not be done The landlords did it themselves It is done"
      And the document "tracker" says "What has changed No child has fallen from a window since Health visitors report dangers to the landlord the same day What the measures show: Windows were looked at in 48 of 50 visits"
      And the document "tracker" says "What is not yet established: The audit is repeated"
      And the document "tracker" does not say "Amy"

    Scenario: The Executive Group is reminded to check what has changed
      Given these are completed:
        | Friday 31 July 2026        | Business Manager                                     | Record how the learning was shared |
        | Thursday 10 September 2026 | Named Nurse Safeguarding Children of Bridgewater NHS | Carry out the action for Action 1  |
        | Thursday 17 September 2026 | Chair of the Executive Group                         | Assure the action for Action 1     |
        | Friday 18 September 2026   | Tracker Coordinator                                  | Carry out the action for Action 2  |
        | Thursday 15 October 2026   | Chair of the Executive Group                         | Assure the action for Action 2     |
      When Monday 19 July 2027 ends
      Then the reminders of LRN-L3 are:
        | Friday 2 July 2027  | Executive Group |
        | Friday 9 July 2027  | Executive Group |
        | Friday 16 July 2027 | Executive Group |
        | Monday 19 July 2027 | Executive Group |

    Scenario: Nobody has checked what has changed by the agreed day
      Given these are completed:
        | Friday 31 July 2026        | Business Manager                                     | Record how the learning was shared |
        | Thursday 10 September 2026 | Named Nurse Safeguarding Children of Bridgewater NHS | Carry out the action for Action 1  |
        | Thursday 17 September 2026 | Chair of the Executive Group                         | Assure the action for Action 1     |
        | Friday 18 September 2026   | Tracker Coordinator                                  | Carry out the action for Action 2  |
        | Thursday 15 October 2026   | Chair of the Executive Group                         | Assure the action for Action 2     |
      When Thursday 15 July 2027 ends
      Then the Head of Safeguarding is not told that LRN-L3 is late
      When Friday 16 July 2027 ends
      Then the Head of Safeguarding is told once that LRN-L3 is late
      When the Chair of the Executive Group tries to complete "Check what has changed" on Monday 19 July 2027
      Then it is refused: "Enter: Why this is late"

    Scenario Outline: What the check says
      Given these are completed:
        | Friday 31 July 2026        | Business Manager                                     | Record how the learning was shared |
        | Thursday 10 September 2026 | Named Nurse Safeguarding Children of Bridgewater NHS | Carry out the action for Action 1  |
        | Thursday 17 September 2026 | Chair of the Executive Group                         | Assure the action for Action 1     |
        | Friday 18 September 2026   | Tracker Coordinator                                  | Carry out the action for Action 2  |
        | Thursday 15 October 2026   | Chair of the Executive Group                         | Assure the action for Action 2     |
      When the Chair of the Executive Group tries to complete "Check what has changed" on Thursday 15 July 2027, answering:
        | Are the improvements established? | <established> |
        | <question>                        | <answer>      |
      Then it is <result>

      Examples:
        | established | question                                       | answer                | result                                                           |
        | yes         | Date of the check                              | Friday 16 July 2027   | refused: "The date of the check must be today or in the past"    |
        | yes         | Date of the check                              | nothing               | refused: "Enter: Date of the check"                              |
        | yes         | What has changed for children and families     | nothing               | refused: "Enter: What has changed for children and families"     |
        | yes         | What has changed in how agencies work together | nothing               | refused: "Enter: What has changed in how agencies work together" |
        | yes         | What the agreed measures show                  | nothing               | refused: "Enter: What the agreed measures show"                  |
        | nothing     | What is not, and who does what about it        | nothing               | refused: "Choose: Are the improvements established?"             |
        | no          | What is not, and who does what about it        | nothing               | refused: "Enter: What is not, and who does what about it"        |
        | no          | What is not, and who does what about it        | The audit is repeated | accepted                                                         |

  @LRN-4 @LRN-5
  Rule: Findings are reviewed with other local information, and trends become programmes of action

    Background:
      Given these are completed:
        | Monday 15 June 2026        | Business Manager             | Plan how the learning is shared    |                         |                                                                     |                                                                                       |
        | Thursday 16 July 2026      | Chair of the Executive Group | Agree the plan and its actions     | Are actions needed?: no | Why sharing the learning is enough: The agencies have acted already | Date by which the Executive Group checks what has changed: Thursday 17 September 2026 |
        | Friday 31 July 2026        | Business Manager             | Record how the learning was shared |                         |                                                                     |                                                                                       |
        | Thursday 17 September 2026 | Chair of the Executive Group | Check what has changed             |                         |                                                                     |                                                                                       |

    Scenario: A trend becomes a programme of action, each action of it owned and followed
      When the Chair of the Executive Group completes "Review trends with other local information" on Thursday 15 October 2026, answering:
        | What emerges?            | A trend or an issue that needs a programme of action |
        | Which trend or issue     | Dangers in the home are not seen                     |
        | Actions of the programme | a campaign                                           |
      Then the Agency is sent the letter "action given", naming Friday 12 February 2027
      And the letter "action given" was sent to Halton Borough Council Public Health
      And the letter "action given" says "Hold a campaign on safety at home"
      And "Carry out the action" of Action of the programme 1 is due on Friday 12 February 2027
      When Friday 12 February 2027 ends
      Then the Head of Safeguarding is told once that LRN-L1 is late for Action of the programme 1
      When these are completed:
        | Monday 15 February 2027 | Commissioning Manager        | Carry out the action for Action of the programme 1 | Why this is late: The hall was closed |
        | Thursday 11 March 2027  | Chair of the Executive Group | Assure the action for Action of the programme 1    |                                       |
      Then the Learning ended with "Each action implemented, or its reason recorded"
      And the document "tracker" says "No action was needed: The agencies have acted already"
      And the document "tracker" says "Action of the programme 1 Theme Safety at home Action Hold a campaign on safety at home Agency Halton Borough Council Public Health Owner Commissioning Manager Expected outcome Fewer accidents at home Measure Attendances at the emergency department Due Friday 12 February 2027"
      And the document "tracker" says "Dangers in the home are not seen"

    Scenario: A trend that is watched
      When the Chair of the Executive Group completes "Review trends with other local information" on Thursday 15 October 2026, answering:
        | What emerges?                                     | A trend or an issue that is watched, without a programme of action |
        | Which trend or issue                              | Dangers in the home are not seen                                   |
        | Why no programme is needed, and how it is watched | The next three reviews are compared                                |
      Then the Learning ended with "Each action implemented, or its reason recorded"
      And "Carry out the action" is not open
      And what is kept of "Review trends with other local information" includes:
        | Which trend or issue                              | Dangers in the home are not seen    |
        | Why no programme is needed, and how it is watched | The next three reviews are compared |

    Scenario Outline: What the review of trends says
      When the Chair of the Executive Group tries to complete "Review trends with other local information" on Thursday 15 October 2026, answering:
        | What emerges?        | <emerges> |
        | Which trend or issue | <trend>   |
        | <question>           | <answer>  |
      Then it is <result>

      Examples:
        | emerges                                                            | trend   | question                                          | answer                   | result                                                              |
        | No trend or issue                                                  | nothing | Date of the Executive Group's review              | Friday 16 October 2026   | refused: "The date of the review must be today or in the past"      |
        | No trend or issue                                                  | nothing | Date of the Executive Group's review              | nothing                  | refused: "Enter: Date of the Executive Group's review"              |
        | No trend or issue                                                  | nothing | What was considered beside the findings           | nothing                  | refused: "Choose: What was considered beside the findings"          |
        | No trend or issue                                                  | nothing | What it shows together with the findings          | nothing                  | refused: "Enter: What it shows together with the findings"          |
        | nothing                                                            | nothing | Why no programme is needed, and how it is watched | nothing                  | refused: "Choose: What emerges?"                                    |
        | A trend or an issue that is watched, without a programme of action | nothing | Why no programme is needed, and how it is watched | We compare               | refused: "Enter: Which trend or issue"                              |
        | A trend or an issue that is watched, without a programme of action | Windows | Why no programme is needed, and how it is watched | nothing                  | refused: "Enter: Why no programme is needed, and how it is watched" |
        | A trend or an issue that needs a programme of action               | Windows | Actions of the programme                          | nothing                  | refused: "Enter: Actions of the programme"                          |
        | A trend or an issue that needs a programme of action               | Windows | Actions of the programme                          | a campaign for yesterday | refused: "An action cannot be due before today"                     |

  @LRN-1 @LRN-2 @LRN-4 @LRN-5 @REP-3
  Rule: What the forms ask

    Scenario: The form "Plan how the learning is shared"
      Then the form "Plan how the learning is shared" asks:
        | Key messages                                            | always | text                                                                                               |
        | Shared with every agency by                             | always | date                                                                                               |
        | Agencies that hear of the learning                      | always | group                                                                                              |
        | Agency: Agency                                          | always | agencies                                                                                           |
        | Agency: Who there must hear of it                       | always | line                                                                                               |
        | Agency: How                                             | always | A briefing in writing; A talk in a meeting; Training; Supervision; In another way, described below |
        | Agency: By when                                         | always | date                                                                                               |
        | How else the learning is shared                         | may be | text                                                                                               |
        | How it will be known that the learning reached practice | always | text                                                                                               |

    Scenario: The form "Agree the plan and its actions"
      Then the form "Agree the plan and its actions" asks:
        | Date of the Executive Group's meeting                     | always        | date                                                                                                                                                    |
        | Is the plan for sharing the learning agreed?              | always        | yes no                                                                                                                                                  |
        | What must be changed in it                                | if it applies | text                                                                                                                                                    |
        | Are actions needed?                                       | if it applies | yes no                                                                                                                                                  |
        | Why sharing the learning is enough                        | if it applies | text                                                                                                                                                    |
        | Actions                                                   | if it applies | group                                                                                                                                                   |
        | Action: Where the learning comes from                     | always        | A Local Child Safeguarding Practice Review; The Rapid Review; A Local Reflective Review; A review by a single agency; A national review; Another source |
        | Action: Theme                                             | always        | line                                                                                                                                                    |
        | Action: What was learnt                                   | always        | text                                                                                                                                                    |
        | Action: Recommendation                                    | always        | text                                                                                                                                                    |
        | Action: Whose recommendation is it?                       | always        | One agency's; Several agencies' together                                                                                                                |
        | Action: What is to be done                                | always        | text                                                                                                                                                    |
        | Action: Agency that does it                               | always        | agencies                                                                                                                                                |
        | Action: Post that answers for it there                    | always        | line                                                                                                                                                    |
        | Action: Expected outcome for children                     | always        | text                                                                                                                                                    |
        | Action: How the outcome is measured                       | always        | text                                                                                                                                                    |
        | Action: To be done by                                     | always        | date                                                                                                                                                    |
        | Date by which the Executive Group checks what has changed | if it applies | date                                                                                                                                                    |

    Scenario: The form "Record how the learning was shared"
      Then the form "Record how the learning was shared" asks:
        | Date on which the last agency heard of it                       | always        | date   |
        | Was every agency of the plan reached?                           | always        | yes no |
        | Which agencies were not reached, why, and what is done about it | if it applies | text   |
        | What was done in each agency                                    | always        | text   |
        | What the agencies said about it                                 | may be        | text   |
        | Briefings and other material                                    | may be        | file   |

    Scenario: The form "Check what has changed"
      Then the form "Check what has changed" asks:
        | Date of the check                              | always        | date   |
        | What has changed for children and families     | always        | text   |
        | What has changed in how agencies work together | always        | text   |
        | What the agreed measures show                  | always        | text   |
        | Are the improvements established?              | always        | yes no |
        | What is not, and who does what about it        | if it applies | text   |

    Scenario: The form "Review trends with other local information"
      Then the form "Review trends with other local information" asks:
        | Date of the Executive Group's review                    | always        | date                                                                                                                                                                                                                 |
        | What was considered beside the findings                 | always        | Earlier reviews here and elsewhere; Other actions in the Tracker; Audits; Figures of performance; Inspections; Complaints and compliments; What children and families say; What practitioners say; Other information |
        | What it shows together with the findings                | always        | text                                                                                                                                                                                                                 |
        | What emerges?                                           | always        | No trend or issue; A trend or an issue that is watched, without a programme of action; A trend or an issue that needs a programme of action                                                                          |
        | Which trend or issue                                    | if it applies | text                                                                                                                                                                                                                 |
        | Why no programme is needed, and how it is watched       | if it applies | text                                                                                                                                                                                                                 |
        | Actions of the programme                                | if it applies | group                                                                                                                                                                                                                |
        | Action of the programme: Theme                          | always        | line                                                                                                                                                                                                                 |
        | Action of the programme: What is to be done             | always        | text                                                                                                                                                                                                                 |
        | Action of the programme: Agency that does it            | always        | agencies                                                                                                                                                                                                             |
        | Action of the programme: Post that answers for it there | always        | line                                                                                                                                                                                                                 |
        | Action of the programme: Expected outcome for children  | always        | text                                                                                                                                                                                                                 |
        | Action of the programme: How the outcome is measured    | always        | text                                                                                                                                                                                                                 |
        | Action of the programme: To be done by                  | always        | date                                                                                                                                                                                                                 |
