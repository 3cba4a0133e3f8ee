Feature: Support of a national review
  Where the National Panel takes a case forward, the partnership may support it with local learning events, as the
  national reviewers direct. The business unit coordinates them, and reports to the Executive Group.

  Background:
    Given the Head of Service refers a case on Saturday 28 March 2026, answering:
      | Which process do you propose? | Alternative learning by several agencies |
    And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026, answering:
      | Does the information indicate that an LCSPR should be considered? | no |
    And the Business Manager completes "Prepare the letter to the referrer" on Monday 30 March 2026
    And the Business Manager completes "Put the referral to the next Executive Group" on Tuesday 31 March 2026
    And the Chair of the Executive Group completes "Agree further action on the referral" on Thursday 16 April 2026, answering:
      | What did the Executive Group agree? | Support of a national review |

  @SCR-4 @INF-1
  Rule: The business unit coordinates the events that the national reviewers direct

    Scenario: Each agency that is to take part is invited
      Then "Plan the events that the national reviewers direct" is open for the Business unit
      When the Business Manager completes "Plan the events that the national reviewers direct" on Friday 17 April 2026
      Then the letter "national event invitation" was sent to Bridgewater NHS
      And the letter "national event invitation" to Bridgewater NHS went to its Agency
      And the letter "national event invitation" was sent to Halton Housing
      And the letter "national event invitation" was not sent to The Riverside Group
      And the letter "national event invitation" to Halton Housing says "Halton Housing is asked to take part"
      And the letter "national event invitation" to Halton Housing says "Sunday 17 May 2026: A workshop for practitioners (Practitioners and their managers)"
      And the letter "national event invitation" to Halton Housing says "A practitioner and a manager who can speak of how you work"
      And the letter "national event invitation" to Halton Housing does not say "Amy"
      And "Report what the events found" is open for the Business unit

    Scenario: Nobody else coordinates them
      When the Chair of the Executive Group tries to complete "Plan the events that the national reviewers direct" on Friday 17 April 2026
      Then it is refused: "may not do"

    Scenario Outline: An answer to the plan
      When the Business Manager tries to complete "Plan the events that the national reviewers direct" on Friday 17 April 2026, answering "<question>" with "<answer>"
      Then it is <result>

      Examples:
        | question                                                       | answer                             | result                                                                        |
        | The national reviewers, and how to reach them                  | nothing                            | refused: "Enter: The national reviewers, and how to reach them"               |
        | What they ask of the partnership                               | nothing                            | refused: "Enter: What they ask of the partnership"                            |
        | Events                                                         | nothing                            | refused: "Enter: Events"                                                      |
        | Events                                                         | a workshop that was held yesterday | refused: "An event must be today or later"                                    |
        | Agencies that are invited                                      | nothing                            | refused: "Enter: Agencies that are invited"                                   |
        | Agencies that are invited                                      | one agency twice                   | refused: "Halton Housing is named twice"                                      |
        | What the agencies are asked for                                | nothing                            | refused: "Enter: What the agencies are asked for"                             |
        | Date by which the findings are reported to the Executive Group | Thursday 16 April 2026             | refused: "The date by which the findings are reported must be today or later" |

  @SCR-4 @SCR-L1
  Rule: What the events found is reported by the day that the plan names

    Background:
      Given the Business Manager completes "Plan the events that the national reviewers direct" on Friday 17 April 2026, answering:
        | Date by which the findings are reported to the Executive Group | Wednesday 3 June 2026 |

    Scenario: Reported in time, and considered by the Executive Group
      Then "Report what the events found" is due on Wednesday 3 June 2026
      When the Business Manager completes "Report what the events found" on Wednesday 3 June 2026
      And Wednesday 3 June 2026 ends
      Then the Executive Group is not told that SCR-L1 is late
      And "Consider what the national review's events found" is open for the Executive Group
      When the Chair of the Executive Group completes "Consider what the national review's events found" on Thursday 11 June 2026
      Then the Support of a national review ended with "The events are considered"

    Scenario: The business unit is reminded to report
      When Thursday 4 June 2026 ends
      Then the reminders of SCR-L1 are:
        | Wednesday 27 May 2026 | Business unit        |
        | Monday 1 June 2026    | Business unit        |
        | Wednesday 3 June 2026 | Business unit        |
        | Thursday 4 June 2026  | Business unit        |
        | Thursday 4 June 2026  | Head of Safeguarding |

    Scenario: Not reported in time
      When Tuesday 2 June 2026 ends
      Then the Executive Group is not told that SCR-L1 is late
      When Wednesday 3 June 2026 ends
      Then the Executive Group is told once that SCR-L1 is late
      When the Business Manager tries to complete "Report what the events found" on Thursday 4 June 2026
      Then it is refused: "Enter: Why this is late"

    Scenario Outline: An answer to the report
      When the Business Manager tries to complete "Report what the events found" on Wednesday 3 June 2026, answering "<question>" with "<answer>"
      Then it is <result>

      Examples:
        | question                                                        | answer               | result                                                                            |
        | Which events were held, and who took part                       | nothing              | refused: "Enter: Which events were held, and who took part"                       |
        | What they found                                                 | nothing              | refused: "Enter: What they found"                                                 |
        | Date on which the findings were given to the national reviewers | Thursday 4 June 2026 | refused: "The date on which the findings were given must be today or in the past" |
        | Documents                                                       | the notes            | accepted                                                                          |

    Scenario Outline: What the Executive Group records
      Given the Business Manager completes "Report what the events found" on Wednesday 3 June 2026
      When the Chair of the Executive Group tries to complete "Consider what the national review's events found" on Thursday 11 June 2026, answering:
        | Are there lessons for local agencies? | <lessons> |
        | <question>                            | <answer>  |
      Then it is <result>

      Examples:
        | lessons | question            | answer              | result                                                          |
        | yes     | Which lessons       | nothing             | refused: "Enter: Which lessons"                                 |
        | yes     | Why there are none  | nothing             | accepted                                                        |
        | no      | Why there are none  | nothing             | refused: "Enter: Why there are none"                            |
        | no      | Which lessons       | nothing             | accepted                                                        |
        | no      | Date of the meeting | Friday 12 June 2026 | refused: "The date of the meeting must be today or in the past" |

  @SCR-4 @LRN-1
  Rule: What the forms ask

    Scenario: The form "Plan the events that support the national review"
      Then the form "Plan the events that support the national review" asks:
        | The national reviewers, and how to reach them                  | always | text     |
        | What they ask of the partnership                               | always | text     |
        | Events                                                         | always | group    |
        | Event: Kind of event                                           | always | line     |
        | Event: Date                                                    | always | date     |
        | Event: Who takes part                                          | always | line     |
        | Agencies that are invited                                      | always | group    |
        | Agency: Agency                                                 | always | agencies |
        | What the agencies are asked for                                | always | text     |
        | Date by which the findings are reported to the Executive Group | always | date     |

    Scenario: The form "Report what the events found"
      Then the form "Report what the events found" asks:
        | Which events were held, and who took part                       | always | text |
        | What they found                                                 | always | text |
        | Date on which the findings were given to the national reviewers | always | date |
        | Documents                                                       | may be | file |

    Scenario: The form "Consider what the events found"
      Then the form "Consider what the events found" asks:
        | Date of the meeting                   | always        | date   |
        | Are there lessons for local agencies? | always        | yes no |
        | Which lessons                         | if it applies | text   |
        | Why there are none                    | if it applies | text   |
