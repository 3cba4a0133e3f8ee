Feature: LCSPR and its learning
  An LCSPR is completed within six calendar months of the decision to undertake it; the Executive Group is warned
  when four and when five have passed. Then what it teaches is acted on, beside the year in which its report stays
  available, and the case is closed.

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

  @LCSPR-6 @LCSPR-L1 @LCSPR-L2 @LCSPR-7
  Rule: Six calendar months, counted from the decision, with warnings at four and five

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

    Scenario: Four months
      When Saturday 15 August 2026 ends
      Then the letter "review four months" was not sent
      When Sunday 16 August 2026 ends
      Then the Executive Group is sent the letter "review four months", naming Sunday 16 August 2026
      And the letter "review four months" says "is to be published by Friday 16 October 2026"
      And the letter "review four months" was sent once
      And the letter "review five months" was not sent

    Scenario: Five months, and whether there is a delay to tell
      When Tuesday 15 September 2026 ends
      Then the letter "review five months" was not sent
      When Wednesday 16 September 2026 ends
      Then the Executive Group is sent the letter "review five months", naming Wednesday 16 September 2026
      And the letter "review five months" says "the National Panel must be told of the delay"
      And the letter "review five months" was sent once
      And the Executive Group is not told that LCSPR-6 is late

    Scenario: Six months
      When Thursday 15 October 2026 ends
      Then the Executive Group is not told that LCSPR-6 is late
      When Friday 16 October 2026 ends
      Then the Executive Group is told once that LCSPR-6 is late
      When Friday 30 October 2026 ends
      Then the Executive Group is told once that LCSPR-6 is late

  @LCSPR-6 @LCSPR-L1 @LCSPR-L2 @SCR-3
  Rule: The corresponding date, clipped to the month's end, also across a change of the clocks

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

    Scenario Outline: The corresponding day, or the last of the month
      When the Chair of the Executive Group completes "The Executive Group changes the decision" on <decided>
      When <day before four> ends
      Then the letter "review four months" was not sent
      When <four months> ends
      Then the Executive Group is sent the letter "review four months"
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
        | decided                     | day before four           | four months              | day before five           | five months                 | day before six           | six months               | because                          |
        | Wednesday 30 September 2026 | Friday 29 January 2027    | Saturday 30 January 2027 | Saturday 27 February 2027 | Sunday 28 February 2027     | Monday 29 March 2027     | Tuesday 30 March 2027    | there is no 30 February          |
        | Thursday 31 December 2026   | Thursday 29 April 2027    | Friday 30 April 2027     | Sunday 30 May 2027        | Monday 31 May 2027          | Tuesday 29 June 2027     | Wednesday 30 June 2027   | April and June have 30 days      |
        | Tuesday 31 August 2027      | Thursday 30 December 2027 | Friday 31 December 2027  | Sunday 30 January 2028    | Monday 31 January 2028      | Monday 28 February 2028  | Tuesday 29 February 2028 | a leap year has 29 February      |
        | Thursday 30 April 2026      | Saturday 29 August 2026   | Sunday 30 August 2026    | Tuesday 29 September 2026 | Wednesday 30 September 2026 | Thursday 29 October 2026 | Friday 30 October 2026   | the clocks go back on 25 October |

  @LCSPR-1 @PUB-1 @PUB-7 @LRN-1 @INT-4
  Rule: Learning begins when the LCSPR is done, beside the year in which its report stays available

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

    Scenario: Published
      When these are completed:
        | Monday 20 April 2026    | Business Manager             | Commission the Lead Reviewer          |                                                   |
        | Wednesday 22 April 2026 | Chair of the Executive Group | Approve the scoping panel             |                                                   |
        | Monday 27 April 2026    | Chair of the Executive Group | Settle the terms of reference         |                                                   |
        | Tuesday 28 April 2026   | Business Manager             | Identify the family                   | Can they be approached?: Nobody can be approached |
        | Monday 1 June 2026      | Independent Reviewer         | Draft the report                      |                                                   |
        | Tuesday 2 June 2026     | Business Manager             | Check anonymity and quality           |                                                   |
        | Thursday 11 June 2026   | Chair of the Executive Group | Endorse the report                    |                                                   |
        | Thursday 11 June 2026   | Chair of the Executive Group | Plan the publication                  | Planned day of publication: Wednesday 1 July 2026 |
        | Thursday 11 June 2026   | Chair of the Executive Group | Decide on publication                 |                                                   |
        | Friday 12 June 2026     | Business Manager             | Send the report to the National Panel |                                                   |
        | Wednesday 1 July 2026   | Business Manager             | Publish the report                    |                                                   |
      Then "Plan how the learning is shared" is open for the Business unit
      And "Close the case" is not open
      When Wednesday 30 June 2027 ends
      Then "Review whether the report stays available" is not open
      When Thursday 1 July 2027 ends
      Then "Review whether the report stays available" is open for the Business unit
      And "Close the case" is not open

    Scenario: Not published
      When these are completed:
        | Monday 20 April 2026    | Business Manager             | Commission the Lead Reviewer  |                                                       |
        | Wednesday 22 April 2026 | Chair of the Executive Group | Approve the scoping panel     |                                                       |
        | Monday 27 April 2026    | Chair of the Executive Group | Settle the terms of reference |                                                       |
        | Tuesday 28 April 2026   | Business Manager             | Identify the family           | Can they be approached?: Nobody can be approached     |
        | Monday 1 June 2026      | Independent Reviewer         | Draft the report              |                                                       |
        | Tuesday 2 June 2026     | Business Manager             | Check anonymity and quality   |                                                       |
        | Thursday 11 June 2026   | Chair of the Executive Group | Endorse the report            |                                                       |
        | Thursday 11 June 2026   | Chair of the Executive Group | Plan the publication          | Planned day of publication: Wednesday 1 July 2026     |
        | Thursday 11 June 2026   | Chair of the Executive Group | Decide on publication         | What is published?: Nothing - publication is withheld |
      Then the National Panel is sent the letter "non publication"
      And "Plan how the learning is shared" is open for the Business unit
      When Friday 2 July 2027 ends
      Then "Review whether the report stays available" is not open
