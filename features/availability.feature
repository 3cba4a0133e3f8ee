Feature: Availability of the report
  Reports are publicly available for at least a year. When it is over, somebody looks whether the report stays; whatever
  is decided, nothing is deleted.

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
      | Thursday 16 April 2026  | the Business Manager                           | Compile the information pack          |                                                                               |
      | Thursday 16 April 2026  | the Detective Chief Superintendent             | Hold the meeting, part one            |                                                                               |
      | Thursday 16 April 2026  | the Detective Chief Superintendent             | Hold the meeting, part two            | Is a Local Child Safeguarding Practice Review undertaken?: yes                |
      | Friday 17 April 2026    | the Detective Chief Superintendent             | Draft the Chair's Report              |                                                                               |
      | Friday 17 April 2026    | the Detective Chief Superintendent             | Sign as chair                         |                                                                               |
      | Friday 17 April 2026    | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding          |                                                                               |
      | Monday 20 April 2026    | the Business Manager                           | Commission the Lead Reviewer          |                                                                               |
      | Wednesday 22 April 2026 | the Chair of the Executive Group               | Approve the scoping panel             |                                                                               |
      | Monday 27 April 2026    | the Chair of the Executive Group               | Settle the terms of reference         |                                                                               |
      | Tuesday 28 April 2026   | the Business Manager                           | Identify the family                   | Can they be approached?: Nobody can be approached                             |
      | Monday 1 June 2026      | the Independent Reviewer                       | Draft the report                      |                                                                               |
      | Thursday 4 June 2026    | the Business Manager                           | Check anonymity and quality           |                                                                               |
      | Thursday 11 June 2026   | the Chair of the Executive Group               | Endorse the report                    |                                                                               |
      | Friday 12 June 2026     | the Chair of the Executive Group               | Plan the publication                  | Planned day of publication: Wednesday 1 July 2026                             |
      | Friday 12 June 2026     | the Chair of the Executive Group               | Decide on publication                 |                                                                               |
      | Monday 15 June 2026     | the Business Manager                           | Send the report to the National Panel |                                                                               |
      | Friday 3 July 2026      | the Business Manager                           | Publish the report                    | Day on which it is reviewed whether it stays available: Thursday 15 July 2027 |

  @PUB-7 @PUB-L3
  Rule: Available for a year, then reviewed on the day set for it

    Scenario: Nothing is asked before the year is over
      When Friday 2 July 2027 ends
      Then "Review whether the report stays available" is not open
      When Saturday 3 July 2027 ends
      Then "Review whether the report stays available" is open for the Business unit
      And "Review whether the report stays available" is due on Thursday 15 July 2027

    Scenario: Not reviewed on the day set for it
      When Wednesday 14 July 2027 ends
      Then the Head of Safeguarding is not told that PUB-L3 is late
      When Thursday 15 July 2027 ends
      Then the Head of Safeguarding is told once that PUB-L3 is late
      When the Business Manager tries to complete "Review whether the report stays available" on Friday 16 July 2027
      Then it is refused: "Enter: Why this is late"

    Scenario Outline: It stays, or it is taken down
      When the Business Manager completes "Review whether the report stays available" on Tuesday 6 July 2027, answering "Does the report stay available?" with "<decision>"
      Then the Availability of the report ended with "<end>"

      Examples:
        | decision                          | end            |
        | It stays available                | Kept available |
        | It is taken down from the website | Taken down     |

    Scenario: What is taken down, nobody reads any more
      Then the register "Publications" says of the case:
        | State | Published |
      When the Business Manager completes "Review whether the report stays available" on Tuesday 6 July 2027, answering "Does the report stay available?" with "It is taken down from the website"
      Then nothing is published
      And the register "Publications" says of the case:
        | State | Taken down |

    Scenario Outline: What the review needs
      When the <post> tries to complete "Review whether the report stays available" on Tuesday 6 July 2027, answering:
        | Does the report stay available? | <decision> |
        | <question>                      | <answer>   |
      Then it is <result>

      Examples:
        | post                         | decision                          | question                        | answer                | result                                                    |
        | Business Manager             | It stays available                | Date on which it was taken down | nothing               | accepted                                                  |
        | Business Manager             | It stays available                | Reasons                         | nothing               | refused: "Enter: Reasons"                                 |
        | Business Manager             | It is taken down from the website | Date on which it was taken down | nothing               | refused: "Enter: Date on which it was taken down"         |
        | Business Manager             | It is taken down from the website | Date on which it was taken down | Tuesday 6 July 2027   | accepted                                                  |
        | Business Manager             | It is taken down from the website | Date on which it was taken down | Wednesday 7 July 2027 | refused: "The date must be today or in the past"          |
        | Business Manager             | It is taken down from the website | Date on which it was taken down | Saturday 3 July 2027  | accepted                                                  |
        | Business Manager             | It is taken down from the website | Date on which it was taken down | Friday 2 July 2027    | refused: "The report stays available for at least a year" |
        | Chair of the Executive Group | It stays available                | Date on which it was taken down | nothing               | refused: "may not do"                                     |

    Scenario: The same date of the next year
      Then the limits of PUB-7 are:
        | framework | published | Saturday 3 July 2027 |

  @PUB-7
  Rule: What the form asks

    Scenario: The form "Review whether the report stays available"
      Then the form "Review whether the report stays available" asks:
        | Does the report stay available? | always        | It stays available; It is taken down from the website |
        | Reasons                         | always        | text                                                  |
        | Date on which it was taken down | if it applies | date                                                  |
