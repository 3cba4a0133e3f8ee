Feature: Case review
  A case from its referral to its closure. Its direction decides who takes it on: the Virtual Panel, the Executive
  Group, or the Head of Safeguarding, who notifies a looked-after child's death whatever its cause. A Rapid Review
  decides whether an LCSPR follows; wherever none does, the Executive Group agrees what is learned instead.

  @REF-1 @REF-L1
  Rule: A referral that is closed ends the case

    Background:
      Given the Head of Service refers a case on Saturday 28 March 2026

    Scenario: Closed as incomplete
      Given the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026, answering:
        | Does the referral hold everything needed to decide? | no                           |
        | What is missing                                     | The address of the older son |
      When the Head of Safeguarding and Quality Assurance completes "Decide without an answer" on Tuesday 7 April 2026, answering:
        | What happens to the referral? | It is closed as incomplete |
      Then the Case review ended with "Closed as incomplete"
      And nothing is left to do

    Scenario: A referral that goes on without an answer is directed like any other
      Given the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026, answering:
        | Does the referral hold everything needed to decide? | no                           |
        | What is missing                                     | The address of the older son |
      When Tuesday 7 April 2026 ends
      And the Head of Safeguarding and Quality Assurance completes "Decide without an answer" on Wednesday 8 April 2026
      And the Business Manager completes "Check the referral as it is" on Wednesday 8 April 2026
      And the Business Manager completes "Prepare the letter to the referrer" on Wednesday 8 April 2026, answering:
        | Why this is late | The referrer did not answer |
      Then the Case review ended with "Referrer told the direction"
      And the Head of Safeguarding is told once that REF-8 is late
      And "Arrange the Virtual Panel" is open for the Business unit

  @REF-8
  Rule: The referrer is told the direction within five working days of receipt

    Scenario Outline: Five working days from receipt
      Given the Head of Service refers a case on <received>
      When the Business Manager completes "Check that the referral is complete" on <received>
      Then "Prepare the letter to the referrer" is due on <due>

      Examples:
        | received                | due                      | because                                             |
        | Monday 9 March 2026     | Monday 16 March 2026     | one weekend                                         |
        | Saturday 28 March 2026  | Tuesday 7 April 2026     | Good Friday and Easter Monday, two weekends         |
        | Friday 18 December 2026 | Tuesday 29 December 2026 | Christmas Day, and Monday 28 in place of Boxing Day |

    Scenario: People are reminded before, on and after the day, and of nothing that is done
      Given the Head of Service refers a case on Saturday 28 March 2026
      And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026
      When Tuesday 7 April 2026 ends
      Then the letter "remind" says "Something in case 2026-0001 is to be done by Tuesday 7 April 2026"
      And the letter "remind" does not say "Amy"
      When Wednesday 8 April 2026 ends
      Then the letter "remind" says "It was due on Tuesday 7 April 2026 (clause REF-8)"
      And the reminders of REF-8 are:
        | Wednesday 1 April 2026 | Business unit |
        | Thursday 2 April 2026  | Business unit |
        | Tuesday 7 April 2026   | Business unit |
        | Wednesday 8 April 2026 | Business unit |

    Scenario: Whoever has taken it on is reminded alone, until the day itself
      Given the Head of Service refers a case on Saturday 28 March 2026
      And the Learning and Development Officer completes "Check that the referral is complete" on Monday 30 March 2026
      And the Business Manager takes on "Prepare the letter to the referrer" on Monday 30 March 2026
      When Wednesday 1 April 2026 ends
      Then the Business Manager alone is reminded of REF-8 on Wednesday 1 April 2026
      When the Business Manager completes "Prepare the letter to the referrer" on Thursday 2 April 2026
      And Wednesday 8 April 2026 ends
      Then the reminders of REF-8 are:
        | Wednesday 1 April 2026 | Business unit |
        | Thursday 2 April 2026  | Business unit |

    Scenario: A reminder follows when the day moves
      Given the Head of Service refers a case on Monday 9 March 2026
      And the Business Manager completes "Check that the referral is complete" on Monday 9 March 2026
      When Thursday 12 March 2026 ends
      And Friday 13 March 2026 is proclaimed a holiday: "A day of national mourning"
      And Wednesday 18 March 2026 ends
      Then the reminders of REF-8 are:
        | Thursday 12 March 2026  | Business unit |
        | Monday 16 March 2026    | Business unit |
        | Tuesday 17 March 2026   | Business unit |
        | Wednesday 18 March 2026 | Business unit |

    Scenario: Told in time
      Given the Head of Service refers a case on Saturday 28 March 2026
      And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026
      When the Business Manager completes "Prepare the letter to the referrer" on Tuesday 7 April 2026, answering:
        | Anything to add to the standard letter | Thank you for telling us over the holiday |
      And Tuesday 7 April 2026 ends
      Then the Referrer is sent the letter "referral direction"
      And the letter "referral direction" says "received on Saturday 28 March 2026"
      And the letter "referral direction" says "Thank you for telling us over the holiday"
      And the letter "referral direction" does not say "Amy"
      And the Head of Safeguarding is not told that REF-8 is late

    Scenario: The letter is read by a person before it is sent
      Given the Head of Service refers a case on Saturday 28 March 2026
      And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026
      When the Business Manager tries to complete "Prepare the letter to the referrer" on Tuesday 31 March 2026, answering:
        | Have you read the letter as it will be sent? | no |
      Then it is refused: "Read the letter before it is sent"
      And the letter "referral direction" was not sent

    Scenario Outline: A holiday that is proclaimed at short notice moves every date of the cases that begin after it
      Given <holiday> is proclaimed a holiday: "A day of national mourning"
      And the Head of Service refers a case on <received>
      When the Business Manager completes "Check that the referral is complete" on <received>
      Then "Prepare the letter to the referrer" is due on <due>

      Examples:
        | holiday                 | received            | due                   | because                                  |
        | Wednesday 11 March 2026 | Monday 9 March 2026 | Tuesday 17 March 2026 | it lies between                          |
        | Monday 9 March 2026     | Monday 9 March 2026 | Monday 16 March 2026  | the day of receipt is not counted anyway |
        | Tuesday 17 March 2026   | Monday 9 March 2026 | Monday 16 March 2026  | it lies after the date                   |

    Scenario: A holiday that is proclaimed while a case goes on moves its open dates, and the case says why
      Given the Head of Service refers a case on Monday 9 March 2026
      And the Business Manager completes "Check that the referral is complete" on Monday 9 March 2026
      When Thursday 12 March 2026 is proclaimed a holiday: "A day of national mourning"
      Then "Prepare the letter to the referrer" is due on Tuesday 17 March 2026
      And the audit shows that REF-8 moved from Monday 16 March 2026 to Tuesday 17 March 2026, because of "A day of national mourning"
      When Monday 16 March 2026 ends
      Then the Head of Safeguarding is not told that REF-8 is late
      When Tuesday 17 March 2026 ends
      Then the Head of Safeguarding is told once that REF-8 is late
      And the letter "escalate" says "A day of national mourning, Thursday 12 March 2026"

    Scenario: What was proclaimed by mistake is taken back, and the dates with it
      Given the Head of Service refers a case on Monday 9 March 2026
      And the Business Manager completes "Check that the referral is complete" on Monday 9 March 2026
      And Thursday 12 March 2026 is proclaimed a holiday: "A day of national mourning"
      When what was entered of Thursday 12 March 2026 is taken back: "It is the twelfth of May"
      Then "Prepare the letter to the referrer" is due on Monday 16 March 2026
      And the audit shows that REF-8 moved from Tuesday 17 March 2026 to Monday 16 March 2026, because of "It is the twelfth of May"
      When Monday 16 March 2026 ends
      Then the Head of Safeguarding is told once that REF-8 is late

    Scenario: A holiday that is withdrawn counts, and a date comes nearer
      Given the Head of Service refers a case on Saturday 28 March 2026
      And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026
      Then "Prepare the letter to the referrer" is due on Tuesday 7 April 2026
      When Monday 6 April 2026 is withdrawn as a holiday: "Moved to the autumn"
      Then "Prepare the letter to the referrer" is due on Monday 6 April 2026

    Scenario: Not told in time
      Given the Head of Service refers a case on Saturday 28 March 2026
      And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026
      When Tuesday 7 April 2026 ends
      Then the Head of Safeguarding is told once that REF-8 is late
      When the Business Manager tries to complete "Prepare the letter to the referrer" on Wednesday 8 April 2026
      Then it is refused: "Enter: Why this is late"

  @REF-8 @REF-L1
  Rule: The date of receipt may be corrected, and every open date moves with it

    Scenario: The referral had reached the mailbox before it was entered
      Given the Head of Service refers a case on Monday 30 March 2026
      And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026
      Then "Prepare the letter to the referrer" is due on Wednesday 8 April 2026
      When the Business Manager corrects the date of "referral received" to Thursday 26 March 2026, because "It lay in the mailbox over the weekend"
      Then "Prepare the letter to the referrer" is due on Thursday 2 April 2026
      And the audit shows that "direction overdue" moved from Wednesday 8 April 2026 to Thursday 2 April 2026
      When Thursday 2 April 2026 ends
      Then the Head of Safeguarding is told once that REF-8 is late

    Scenario: Nobody else corrects it
      Given the Head of Service refers a case on Saturday 28 March 2026
      When the Head of Service tries to correct the date of "referral received" to Thursday 26 March 2026, because "We had written before"
      Then it is refused: "may not"
      And the date of "referral received" is Saturday 28 March 2026

  @NOT-1 @VP-6
  Rule: The national limit is watched before anybody has decided to notify

    Background:
      Given the Head of Service refers a case on Saturday 28 March 2026, answering:
        | Date on which the local authority became aware of the incident | Wednesday 25 March 2026 |
      And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026, answering:
        | Does the referral hold everything needed to decide? | no                           |
        | What is missing                                     | The address of the older son |

    Scenario: The referral has no direction yet
      When Tuesday 31 March 2026 ends
      Then the Head of Safeguarding is not told that NOT-1 is late
      When Wednesday 1 April 2026 ends
      Then the Head of Safeguarding is told once that NOT-1 is late
      And "Complete the returned referral" is open for the Referrer

    Scenario: The Virtual Panel has not decided
      Given the Head of Service completes "Complete the returned referral" on Monday 30 March 2026, answering:
        | Date of the incident                                           | Tuesday 24 March 2026   |
        | Date on which the local authority became aware of the incident | Wednesday 25 March 2026 |
      And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026
      And the Business Manager completes "Arrange the Virtual Panel" on Monday 30 March 2026
      When Tuesday 31 March 2026 ends
      Then the Head of Safeguarding is not told that NOT-1 is late
      When Wednesday 1 April 2026 ends
      Then the Head of Safeguarding is told once that NOT-1 is late
      And "Give the partner's view" is open for the Virtual Panel member

  @REF-6 @REF-8 @REF-L2 @VP-7 @NOT-1
  Rule: The Virtual Panel's outcome decides what follows

    Background:
      Given the Head of Service refers a case on Saturday 28 March 2026
      And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026
      And the Business Manager completes "Prepare the letter to the referrer" on Monday 30 March 2026
      And the Business Manager completes "Arrange the Virtual Panel" on Monday 30 March 2026

    Scenario: The referrer is told that the panel takes it on
      Then the letter "referral direction" says "It goes to the Virtual Panel of the three safeguarding partners"

    Scenario: The panel's decision counts from the day on which it was made
      Given all three partners give the view "No further action" on Monday 30 March 2026
      When the Head of Safeguarding and Quality Assurance completes "Record the agreed decision" on Tuesday 31 March 2026, answering:
        | Outcome              | No further action    |
        | Date of the decision | Monday 30 March 2026 |
      Then the date of "panel decided" is Monday 30 March 2026

    @VP-L1
    Scenario: The panel's question counts from the day on which it was asked
      Given all three partners give the view "More information is needed" on Monday 30 March 2026
      When the Head of Safeguarding and Quality Assurance completes "Record the agreed decision" on Tuesday 31 March 2026, answering:
        | Outcome                      | More information is needed |
        | What the panel needs to know | The post-mortem's finding  |
        | Date of the decision         | Monday 30 March 2026       |
      Then the date of "information requested" is Monday 30 March 2026
      And "Obtain the information asked for" is due on Tuesday 31 March 2026

    Scenario: A notifiable incident is notified, and a Rapid Review is held
      Given all three partners give the view "Notifiable - notify and hold a Rapid Review" on Monday 30 March 2026
      When the Head of Safeguarding and Quality Assurance completes "Record the agreed decision" on Tuesday 31 March 2026, answering "Outcome" with "Notifiable - notify and hold a Rapid Review"
      Then "Prepare the notification" is open for the Head of Safeguarding
      And "Plan the Rapid Review meeting" is open for the Business unit
      When these are completed:
        | Wednesday 1 April 2026 | Head of Safeguarding and Quality Assurance | Prepare the notification  |
        | Wednesday 1 April 2026 | Head of Safeguarding and Quality Assurance | Notify the National Panel |
      Then the Case review ended with "National Panel notified"
      And "Plan the Rapid Review meeting" is open for the Business unit

    @RR-4 @NOT-2
    Scenario: The agencies are asked by the third working day, although the notification has until the fifth
      Given all three partners give the view "Notifiable - notify and hold a Rapid Review" on Monday 30 March 2026
      And the Head of Safeguarding and Quality Assurance completes "Record the agreed decision" on Monday 30 March 2026, answering "Outcome" with "Notifiable - notify and hold a Rapid Review"
      When these are completed:
        | Wednesday 1 April 2026 | Business Manager | Plan the Rapid Review meeting    |
        | Wednesday 1 April 2026 | Business Manager | Name the agencies to ask         |
        | Wednesday 1 April 2026 | Business Manager | Amend the letter to the agencies |
      Then "Confirm involvement" is open 15 times
      And "Prepare the notification" is open for the Head of Safeguarding
      And "Prepare the notification" is due on Tuesday 7 April 2026

    Scenario: A case that is closed early is notified all the same
      Given all three partners give the view "Notifiable - notify and hold a Rapid Review" on Monday 30 March 2026
      And the Head of Safeguarding and Quality Assurance completes "Record the agreed decision" on Monday 30 March 2026, answering "Outcome" with "Notifiable - notify and hold a Rapid Review"
      When the Chair of the Executive Group completes "The case is closed early" on Tuesday 31 March 2026
      And the Business Manager completes "Close the case" on Tuesday 31 March 2026
      Then "Plan the Rapid Review meeting" is not open
      And "Prepare the notification" is open for the Head of Safeguarding
      When these are completed:
        | Wednesday 1 April 2026 | Head of Safeguarding and Quality Assurance | Prepare the notification  |
        | Wednesday 1 April 2026 | Head of Safeguarding and Quality Assurance | Notify the National Panel |
      Then nothing is left to do

    Scenario: A Rapid Review without a notification
      Given all three partners give the view "Not notifiable - hold a Rapid Review" on Monday 30 March 2026
      When the Head of Safeguarding and Quality Assurance completes "Record the agreed decision" on Tuesday 31 March 2026, answering "Outcome" with "Not notifiable - hold a Rapid Review"
      Then "Plan the Rapid Review meeting" is open for the Business unit
      And the letter "notification needed" was not sent

    Scenario: No further action
      Given all three partners give the view "No further action" on Monday 30 March 2026
      When the Head of Safeguarding and Quality Assurance completes "Record the agreed decision" on Tuesday 31 March 2026, answering "Outcome" with "No further action"
      Then the Case review ended with "No further action"
      And nothing is left to do

    @CRI-11
    Scenario: Alternative learning is agreed by the Executive Group
      Given all three partners give the view "Not notifiable - an alternative learning process" on Monday 30 March 2026
      And the Head of Safeguarding and Quality Assurance completes "Record the agreed decision" on Tuesday 31 March 2026, answering "Outcome" with "Not notifiable - an alternative learning process"
      When the Business Manager completes "Put the learning process to the next Executive Group" on Tuesday 31 March 2026
      And the Chair of the Executive Group completes "Agree the learning process" on Thursday 16 April 2026
      Then "Name the lead of the Reflective Review" is open for the Executive Group

  @REF-7 @CRI-11
  Rule: Where no LCSPR is proposed or indicated, the Executive Group agrees further action

    Scenario: From the referral to the Executive Group
      Given the Head of Service refers a case on Saturday 28 March 2026, answering:
        | Which process do you propose? | Alternative learning by one agency |
      And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026, answering:
        | Does the information indicate that an LCSPR should be considered? | no |
      When the Business Manager completes "Put the referral to the next Executive Group" on Tuesday 31 March 2026
      And the Chair of the Executive Group completes "Agree further action on the referral" on Thursday 16 April 2026, answering:
        | What did the Executive Group agree? | No further learning is to be gained |
      And the Business Manager completes "Close the case" on Friday 17 April 2026
      Then the Case review ended with "Closed after what the Executive Group agreed"
      And "Prepare the letter to the referrer" is open for the Business unit
      When the Business Manager completes "Prepare the letter to the referrer" on Friday 17 April 2026, answering:
        | Why this is late | It was forgotten over the holiday |
      Then the letter "referral direction" says "It goes to the next meeting of the Executive Group"
      And nothing is left to do

  @NOT-L1 @NOT-1
  Rule: A looked-after child's death is notified whatever its cause, and the learning proposed is considered

    Scenario: Notified, then put to the Executive Group
      Given the Head of Service refers a case on Saturday 28 March 2026, answering:
        | Which process do you propose?                    | Alternative learning by one agency |
        | What happened to the child?                      | The child died                     |
        | Was the child looked after by a local authority? | yes                                |
      And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026, answering:
        | Does the information indicate that an LCSPR should be considered? | no |
      And the Business Manager completes "Prepare the letter to the referrer" on Monday 30 March 2026
      Then the letter "referral direction" says "It is notified to the National Panel"
      And "Put the referral to the next Executive Group" is not open
      When the Head of Safeguarding and Quality Assurance completes "Prepare the notification" on Tuesday 31 March 2026, answering:
        | Children               | Amy, who was looked after                                    |
        | Nature of the incident | Death of a looked-after child, no abuse or neglect suspected |
      Then the document "notification sheet" says "Foster care"
      And the document "notification sheet" says "Death of a looked-after child, no abuse or neglect suspected"
      When the Head of Safeguarding and Quality Assurance completes "Notify the National Panel" on Tuesday 31 March 2026
      Then "Put the referral to the next Executive Group" is due on Tuesday 28 April 2026
      When the Business Manager completes "Put the referral to the next Executive Group" on Tuesday 31 March 2026
      And the Chair of the Executive Group completes "Agree further action on the referral" on Thursday 16 April 2026, answering:
        | What did the Executive Group agree? | No further learning is to be gained |
      And the Business Manager completes "Close the case" on Friday 17 April 2026
      Then the Case review ended with "Closed after what the Executive Group agreed"
      And nothing is left to do

  @INT-4 @RR-1 @NOT-2 @LCSPR-1 @PUB-1 @PUB-7 @LRN-1
  Rule: The whole route of an LCSPR

    @CRI-9 @SCR-1
    Scenario: From a referral on a Saturday, through Easter and two changes of the clocks, to closure
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
        | Tuesday 14 April 2026  | Business Manager                           | Compile the information pack                  |                                                                |
        | Thursday 16 April 2026 | Detective Chief Superintendent             | Hold the meeting, part one                    |                                                                |
        | Thursday 16 April 2026 | Detective Chief Superintendent             | Hold the meeting, part two                    | Is a Local Child Safeguarding Practice Review undertaken?: yes |
        | Friday 17 April 2026   | Detective Chief Superintendent             | Draft the Chair's Report                      |                                                                |
        | Friday 17 April 2026   | Detective Chief Superintendent             | Sign as chair                                 |                                                                |
        | Friday 17 April 2026   | Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding                  |                                                                |
        | Friday 17 April 2026   | Head of Safeguarding and Quality Assurance | Send the Chair's Report to the National Panel |                                                                |
      And the Business Manager completes "The National Panel writes" on Monday 20 April 2026
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
      When these are completed:
        | Monday 6 July 2026 | Business Manager | Plan how the learning is shared |
      Then what stands in "Actions" of "Agree the plan and its actions" says "Fit window restrictors in every flat that houses young children"
      And what stands in "Actions" of "Agree the plan and its actions" says "Agree one way to share concerns about unsafe homes"
      When these are completed:
        | Thursday 16 July 2026      | Chair of the Executive Group                         | Agree the plan and its actions             |
        | Friday 31 July 2026        | Business Manager                                     | Record how the learning was shared         |
        | Thursday 10 September 2026 | Named Nurse Safeguarding Children of Bridgewater NHS | Carry out the action for Action 1          |
        | Thursday 17 September 2026 | Chair of the Executive Group                         | Assure the action for Action 1             |
        | Friday 18 September 2026   | Tracker Coordinator                                  | Carry out the action for Action 2          |
        | Thursday 15 October 2026   | Chair of the Executive Group                         | Assure the action for Action 2             |
        | Thursday 15 July 2027      | Chair of the Executive Group                         | Check what has changed                     |
        | Thursday 15 July 2027      | Chair of the Executive Group                         | Review trends with other local information |
      When these are completed:
        | Friday 16 July 2027 | Business Manager | Review whether the report stays available |
      And the Business Manager completes "Close the case" on Friday 16 July 2027, answering:
        | Has the National Panel answered the Rapid Review's report?                                                             | yes                            |
        | Why this was late: Check the progress of the review, due on Wednesday 27 May 2026, called off on Wednesday 1 July 2026 | The report was published first |
      Then the LCSPR and its learning ended with "Closed after an LCSPR"
      And the After the Rapid Review ended with "Closed after an LCSPR"
      And the Case review ended with "Closed after a Rapid Review and what followed it"
      And the date of "lcspr decided" is Thursday 16 April 2026
      And the Executive Group is not told that LCSPR-6 is late
      And nothing is left to do

  @INT-4 @CRI-11 @LRR-1 @LRR-6
  Rule: The whole route of a Local Reflective Review

    @REF-7
    Scenario: From a referral before Christmas straight to the Executive Group
      Given the Head of Service refers a case on Friday 18 December 2026, answering:
        | Which process do you propose? | Alternative learning by several agencies |
      And the Business Manager completes "Check that the referral is complete" on Monday 21 December 2026, answering:
        | Does the information indicate that an LCSPR should be considered? | no |
      And these are completed:
        | Tuesday 29 December 2026 | Business Manager | Prepare the letter to the referrer           |                                               |
        | Tuesday 29 December 2026 | Business Manager | Put the referral to the next Executive Group | Date of the meeting: Thursday 14 January 2027 |
      Then "Agree further action on the referral" is due on Wednesday 20 January 2027
      When these are completed:
        | Thursday 14 January 2027 | Chair of the Executive Group | Agree further action on the referral   |                        |                                         |
        | Friday 15 January 2027   | Chair of the Executive Group | Name the lead of the Reflective Review |                        |                                         |
        | Monday 18 January 2027   | Independent Reviewer         | Plan the Reflective Review             |                        |                                         |
        | Friday 26 February 2027  | Independent Reviewer         | Carry out the review and report        |                        |                                         |
        | Thursday 11 March 2027   | Chair of the Executive Group | Consider the lead's report             | Are there lessons?: no | Why there are none: It was known before |
        | Friday 12 March 2027     | Business Manager             | Close the case                         |                        |                                         |
      Then the Alternative learning ended with "Closed after a Local Reflective Review"
      And the Case review ended with "Closed after what the Executive Group agreed"
      And nothing is left to do

    @RR-L2
    Scenario: After a Rapid Review without a notification, of which the National Panel hears nothing
      Given the Head of Service refers a case on Saturday 28 March 2026
      And these are completed:
        | Monday 30 March 2026 | Business Manager | Check that the referral is complete |
        | Monday 30 March 2026 | Business Manager | Prepare the letter to the referrer  |
        | Monday 30 March 2026 | Business Manager | Arrange the Virtual Panel           |
      And all three partners give the view "Not notifiable - hold a Rapid Review" on Monday 30 March 2026
      And the Head of Safeguarding and Quality Assurance completes "Record the agreed decision" on Tuesday 31 March 2026, answering "Outcome" with "Not notifiable - hold a Rapid Review"
      And these are completed:
        | Wednesday 1 April 2026 | Business Manager               | Plan the Rapid Review meeting    |
        | Wednesday 1 April 2026 | Business Manager               | Name the agencies to ask         |
        | Wednesday 1 April 2026 | Business Manager               | Amend the letter to the agencies |
        | Thursday 2 April 2026  | Education Safeguarding Officer | Name schools and child care      |
        | Thursday 2 April 2026  | Named Nurse Primary Care       | Support primary care             |
      And every agency completes "Confirm involvement" on Thursday 2 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      And these are completed:
        | Tuesday 14 April 2026  | Business Manager                           | Compile the information pack |                                                               |
        | Thursday 16 April 2026 | Detective Chief Superintendent             | Hold the meeting, part one   |                                                               |
        | Thursday 16 April 2026 | Detective Chief Superintendent             | Hold the meeting, part two   | Is a Local Child Safeguarding Practice Review undertaken?: no |
        | Friday 17 April 2026   | Detective Chief Superintendent             | Draft the Chair's Report     |                                                               |
        | Friday 17 April 2026   | Detective Chief Superintendent             | Sign as chair                |                                                               |
        | Friday 17 April 2026   | Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding |                                                               |
      Then the letter "notification needed" was not sent
      And "Send the Chair's Report to the National Panel" is not open
      When the Business Manager tries to complete "The National Panel writes" on Friday 17 April 2026
      Then it is refused: "The incident was not notified"
      When these are completed:
        | Friday 17 April 2026  | Business Manager             | Put the Rapid Review to the next Executive Group | Is an extraordinary meeting called?: yes                              | Date of the meeting: Wednesday 6 May 2026 |
        | Wednesday 6 May 2026  | Chair of the Executive Group | Agree what follows the Rapid Review              | What did the Executive Group agree?: A Local Reflective Review        |                                           |
        | Thursday 7 May 2026   | Chair of the Executive Group | Name the lead of the Reflective Review           | What the record of the Rapid Review shows: Windows were not looked at |                                           |
        | Monday 11 May 2026    | Independent Reviewer         | Plan the Reflective Review                       |                                                                       |                                           |
        | Friday 5 June 2026    | Independent Reviewer         | Carry out the review and report                  |                                                                       |                                           |
        | Thursday 11 June 2026 | Chair of the Executive Group | Consider the lead's report                       | Are there lessons?: no                                                | Why there are none: It was known before   |
        | Friday 12 June 2026   | Business Manager             | Close the case                                   |                                                                       |                                           |
      Then the Case review ended with "Closed after a Rapid Review and what followed it"
      And nothing is left to do

  @INT-4 @VP-7 @LRR-5
  Rule: The whole route of a single agency's review

    Scenario: Proposed by the Virtual Panel, agreed by the Executive Group, reported back by the agency
      Given the Head of Service refers a case on Saturday 28 March 2026
      And these are completed:
        | Monday 30 March 2026 | Business Manager | Check that the referral is complete |
        | Monday 30 March 2026 | Business Manager | Prepare the letter to the referrer  |
        | Monday 30 March 2026 | Business Manager | Arrange the Virtual Panel           |
      And all three partners give the view "Not notifiable - an alternative learning process" on Monday 30 March 2026
      And these are completed:
        | Tuesday 31 March 2026  | Head of Safeguarding and Quality Assurance | Record the agreed decision                           | Outcome: Not notifiable - an alternative learning process        |                                        |
        | Tuesday 31 March 2026  | Business Manager                           | Put the learning process to the next Executive Group |                                                                  |                                        |
        | Thursday 16 April 2026 | Chair of the Executive Group               | Agree the learning process                           | What did the Executive Group agree?: A review by a single agency | Which agency reviews?: Bridgewater NHS |
      When these are completed:
        | Friday 17 April 2026  | Chair of the Executive Group            | Task the agency with its review |                        |                                         |
        | Thursday 14 May 2026  | Head of Safeguarding of Bridgewater NHS | Review and report back          |                        |                                         |
        | Thursday 11 June 2026 | Chair of the Executive Group            | Consider the agency's report    | Are there lessons?: no | Why there are none: It was known before |
      When the Business Manager completes "Close the case" on Friday 12 June 2026
      Then the Alternative learning ended with "Closed after a single agency's review"
      And the Case review ended with "Closed after what the Executive Group agreed"
      And nothing is left to do

  @INT-3 @INT-4 @SCR-1 @SCR-2 @SCR-3 @SCR-4
  Rule: The whole route of a national review that the partnership supports

    Scenario: The National Panel takes the case, and the Executive Group gives up its LCSPR for it
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
        | Tuesday 14 April 2026  | Business Manager                           | Compile the information pack                  |                                                                |
        | Thursday 16 April 2026 | Detective Chief Superintendent             | Hold the meeting, part one                    |                                                                |
        | Thursday 16 April 2026 | Detective Chief Superintendent             | Hold the meeting, part two                    | Is a Local Child Safeguarding Practice Review undertaken?: yes |
        | Friday 17 April 2026   | Detective Chief Superintendent             | Draft the Chair's Report                      |                                                                |
        | Friday 17 April 2026   | Detective Chief Superintendent             | Sign as chair                                 |                                                                |
        | Friday 17 April 2026   | Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding                  |                                                                |
        | Friday 17 April 2026   | Head of Safeguarding and Quality Assurance | Send the Chair's Report to the National Panel |                                                                |
      And these are completed:
        | Wednesday 22 April 2026 | Business Manager             | The National Panel writes                          | What does the National Panel say?: It takes the case forward as a national review |
        | Wednesday 6 May 2026    | Chair of the Executive Group | Reconvene and reconsider the decision              | What becomes of the local decision?: It is changed                                |
        | Wednesday 6 May 2026    | Chair of the Executive Group | The Executive Group changes the decision           | What is the decision now?: No LCSPR is undertaken                                 |
        | Wednesday 6 May 2026    | Chair of the Executive Group | Agree what is done instead                         | What did the Executive Group agree?: Support of a national review                 |
        | Thursday 7 May 2026     | Business Manager             | Plan the events that the national reviewers direct |                                                                                   |
        | Monday 8 June 2026      | Business Manager             | Report what the events found                       |                                                                                   |
        | Thursday 11 June 2026   | Chair of the Executive Group | Consider what the national review's events found   | Are there lessons for local agencies?: no                                         |
      When the Business Manager completes "Close the case" on Friday 12 June 2026, answering:
        | Has the National Panel answered the Rapid Review's report? | yes |
      Then the Alternative learning ended with "Closed after support of a national review"
      And the After the Rapid Review ended with "Closed after alternative learning"
      And the Case review ended with "Closed after a Rapid Review and what followed it"
      And nothing is left to do

  @SCR-1 @INT-3
  Rule: A case that was notified is not closed as if the National Panel did not exist

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
      And these are completed:
        | Friday 17 April 2026 | Business Manager             | Put the Rapid Review to the next Executive Group | Is an extraordinary meeting called?: yes                                 | Date of the meeting: Wednesday 6 May 2026 |
        | Wednesday 6 May 2026 | Chair of the Executive Group | Agree what follows the Rapid Review              | What did the Executive Group agree?: No further learning is to be gained |                                           |

    Scenario: Its letter is recorded first
      When the Business Manager tries to complete "Close the case" on Thursday 7 May 2026, answering:
        | Has the National Panel answered the Rapid Review's report? | yes |
      Then it is refused: "Record the National Panel's letter on the case first"
      When the Business Manager completes "The National Panel writes" on Thursday 7 May 2026
      And the Business Manager completes "Close the case" on Thursday 7 May 2026, answering:
        | Has the National Panel answered the Rapid Review's report? | yes |
      Then the Alternative learning ended with "Closed: no further learning"
      And nothing is left to do

    Scenario Outline: Or the reason is recorded why its answer is not awaited
      When the Business Manager tries to complete "Close the case" on Thursday 7 May 2026, answering:
        | Has the National Panel answered the Rapid Review's report? | <answered> |
        | Why its answer is not awaited                              | <why>      |
      Then it is <result>

      Examples:
        | answered | why                | result                                                                        |
        | nothing  | nothing            | refused: "Choose: Has the National Panel answered the Rapid Review's report?" |
        | no       | nothing            | refused: "Enter: Why its answer is not awaited"                               |
        | no       | It does not answer | accepted                                                                      |

  @RR-10 @RR-15 @LRN-1
  Rule: Immediate safety actions start at once, and go on whatever the Rapid Review decides

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

    Scenario: Agreed before the meeting, and carried out
      When the Head of Safeguarding and Quality Assurance completes "Immediate safety actions are agreed" on Thursday 2 April 2026
      Then the letter "action given" to Halton Housing says "Fit locks to all windows of the family's flat"
      And "Carry out the action" is open for the Agency
      And "Plan the Rapid Review meeting" is open for the Business unit
      When the Head of Neighbourhoods of Halton Housing completes "Carry out the action" on Friday 3 April 2026
      And the Chair of the Executive Group completes "Assure the action" on Tuesday 7 April 2026
      Then the Action ended with "Implemented"
      And "Carry out the action" is not open

    Scenario: Still to be carried out when the Rapid Review is over
      Given the Head of Safeguarding and Quality Assurance completes "Immediate safety actions are agreed" on Thursday 2 April 2026
      When the Chair of the Executive Group completes "The case is closed early" on Thursday 9 April 2026
      And the Business Manager completes "Close the case" on Friday 10 April 2026, answering:
        | Why this was late: Plan the Rapid Review meeting, due on Wednesday 1 April 2026, called off on Thursday 9 April 2026 | The chair was away |
      Then the Case review ended with "Closed before the review was complete"
      And "Carry out the action" is open for the Agency

  @NOT-1 @INT-3 @INT-4 @CRI-11
  Rule: The notification may be withdrawn while the Rapid Review is under way

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

    Scenario: The Executive Group considers alternative learning
      When the Head of Safeguarding and Quality Assurance completes "The notification is withdrawn" on Thursday 9 April 2026, answering:
        | Date on which the notification was withdrawn | Wednesday 8 April 2026 |
      Then "Plan the Rapid Review meeting" is not open
      And the letter "meeting called off" was not sent
      And the date of "learning proposed" is Wednesday 8 April 2026
      And "Put the Rapid Review to the next Executive Group" is open for the Business unit
      And "Put the Rapid Review to the next Executive Group" is due on Thursday 7 May 2026

    @RR-7
    Scenario: The meeting is called off for all who are invited
      Given these are completed:
        | Wednesday 1 April 2026 | Business Manager | Plan the Rapid Review meeting    |
        | Wednesday 1 April 2026 | Business Manager | Name the agencies to ask         |
        | Wednesday 1 April 2026 | Business Manager | Amend the letter to the agencies |
      When the Head of Safeguarding and Quality Assurance completes "The notification is withdrawn" on Thursday 9 April 2026
      Then the invitation of Halton Housing is cancelled
      And the letter "meeting called off" was sent to CRC
      And the letter "meeting called off" to CRC does not say "Amy"

    Scenario: Nothing follows, and the case is closed with the reason
      When the Head of Safeguarding and Quality Assurance completes "The notification is withdrawn" on Thursday 9 April 2026, answering:
        | What follows? | The case is closed |
      Then "Plan the Rapid Review meeting" is not open
      And the Referrer is sent the letter "case closed early"
      And the letter "case closed early" does not say "Amy"
      And the date of "learning proposed" is not known
      And "Close the case" is open for the Business unit
      When the Business Manager completes "Close the case" on Friday 10 April 2026, answering:
        | Why this was late: Plan the Rapid Review meeting, due on Wednesday 1 April 2026, called off on Thursday 9 April 2026 | The chair was away |
      Then the Case review ended with "Closed before the review was complete"
      And nothing is left to do

    Scenario: Nobody but the Head of Safeguarding withdraws it
      When the Business Manager tries to complete "The notification is withdrawn" on Thursday 9 April 2026
      Then it is refused: "may not do"

    Scenario Outline: What the record of the withdrawal needs
      When the Head of Safeguarding and Quality Assurance tries to complete "The notification is withdrawn" on Thursday 9 April 2026, answering:
        | What follows? | <follows> |
        | <question>    | <answer>  |
      Then it is <result>

      Examples:
        | follows            | question                                                   | answer                                           | result                                                                                   |
        | The case is closed | Why no further learning is to be gained                    | nothing                                          | refused: "Enter: Why no further learning is to be gained"                                |
        | The case is closed | Date on which the notification was withdrawn               | Friday 10 April 2026                             | refused: "The date on which the notification was withdrawn must be today or in the past" |
        | The case is closed | Reference of the withdrawal in the National Panel's system | nothing                                          | refused: "Enter: Reference of the withdrawal in the National Panel's system"             |
        | The case is closed | Why the notification is withdrawn                          | nothing                                          | refused: "Enter: Why the notification is withdrawn"                                      |
        | The case is closed | Who has been told?                                         | nothing                                          | refused: "Choose: Who has been told?"                                                    |
        | The case is closed | Who has been told?                                         | Ofsted, The agencies that were asked for returns | accepted                                                                                 |
        | nothing            | Why the notification is withdrawn                          | The cause is known                               | refused: "Choose: What follows?"                                                         |

    Scenario: What was not notified cannot be withdrawn
      Given the Head of Service refers a case on Saturday 28 March 2026
      And these are completed:
        | Monday 30 March 2026 | Business Manager | Check that the referral is complete |
        | Monday 30 March 2026 | Business Manager | Prepare the letter to the referrer  |
        | Monday 30 March 2026 | Business Manager | Arrange the Virtual Panel           |
      And all three partners give the view "Not notifiable - hold a Rapid Review" on Monday 30 March 2026
      And the Head of Safeguarding and Quality Assurance completes "Record the agreed decision" on Tuesday 31 March 2026, answering "Outcome" with "Not notifiable - hold a Rapid Review"
      When the Head of Safeguarding and Quality Assurance tries to complete "The notification is withdrawn" on Thursday 9 April 2026
      Then it is refused: "The incident was not notified"

  @INT-3 @INT-4 @CRI-11 @REF-L2
  Rule: The Executive Group may close a case early, with its reason

    Scenario: During the Rapid Review
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
      When the Chair of the Executive Group completes "The case is closed early" on Thursday 9 April 2026
      Then "Plan the Rapid Review meeting" is not open
      And the Referrer is sent the letter "case closed early"
      And the letter "case closed early" says "need do nothing more"
      When the Business Manager tries to complete "Close the case" on Friday 10 April 2026
      Then it is refused: "Enter: Why this was late: Plan the Rapid Review meeting, due on Wednesday 1 April 2026, called off on Thursday 9 April 2026"
      When the Business Manager completes "Close the case" on Friday 10 April 2026, answering:
        | Why this was late: Plan the Rapid Review meeting, due on Wednesday 1 April 2026, called off on Thursday 9 April 2026 | The chair was away |
      Then the Case review ended with "Closed before the review was complete"
      And "Close the case" keeps why this was late: Plan the Rapid Review meeting, due on Wednesday 1 April 2026, called off on Thursday 9 April 2026: "The chair was away"
      And what is kept of "Close the case" includes:
        | What the case led to | Agencies now share what they see on the same day |
      And nothing is left to do

    @RR-7
    Scenario Outline: The Rapid Review meeting is called off, unless it is over
      Given the Head of Service refers a case on Saturday 28 March 2026
      And these are completed:
        | Monday 30 March 2026 | Business Manager | Check that the referral is complete |
        | Monday 30 March 2026 | Business Manager | Prepare the letter to the referrer  |
        | Monday 30 March 2026 | Business Manager | Arrange the Virtual Panel           |
      And all three partners give the view "Not notifiable - hold a Rapid Review" on Monday 30 March 2026
      And these are completed:
        | Tuesday 31 March 2026  | Head of Safeguarding and Quality Assurance | Record the agreed decision       | Outcome: Not notifiable - hold a Rapid Review |
        | Wednesday 1 April 2026 | Business Manager                           | Plan the Rapid Review meeting    |                                               |
        | Wednesday 1 April 2026 | Business Manager                           | Name the agencies to ask         |                                               |
        | Wednesday 1 April 2026 | Business Manager                           | Amend the letter to the agencies |                                               |
      When the Chair of the Executive Group completes "The case is closed early" on <closed>
      Then the letter "meeting called off" was sent <times> times

      Examples:
        | closed                | times |
        | Thursday 9 April 2026 | 15    |
        | Friday 17 April 2026  | 0     |

    Scenario: During what followed the Rapid Review, with all that goes on beside it
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
        | Tuesday 14 April 2026  | Business Manager                           | Compile the information pack                  |                                                                |
        | Thursday 16 April 2026 | Detective Chief Superintendent             | Hold the meeting, part one                    |                                                                |
        | Thursday 16 April 2026 | Detective Chief Superintendent             | Hold the meeting, part two                    | Is a Local Child Safeguarding Practice Review undertaken?: yes |
        | Friday 17 April 2026   | Detective Chief Superintendent             | Draft the Chair's Report                      |                                                                |
        | Friday 17 April 2026   | Detective Chief Superintendent             | Sign as chair                                 |                                                                |
        | Friday 17 April 2026   | Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding                  |                                                                |
        | Friday 17 April 2026   | Head of Safeguarding and Quality Assurance | Send the Chair's Report to the National Panel |                                                                |
      When the Chair of the Executive Group completes "The case is closed early" on Monday 20 April 2026
      Then "Commission the Lead Reviewer" is not open
      When the Business Manager completes "Close the case" on Tuesday 21 April 2026
      Then the Case review ended with "Closed before the review was complete"
      And nothing is left to do
      When Monday 19 October 2026 ends
      Then the Executive Group is not told that LCSPR-6 is late

    Scenario: During alternative learning
      Given the Head of Service refers a case on Saturday 28 March 2026, answering:
        | Which process do you propose? | Alternative learning by several agencies |
      And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026, answering:
        | Does the information indicate that an LCSPR should be considered? | no |
      And the Business Manager completes "Prepare the letter to the referrer" on Monday 30 March 2026
      And the Business Manager completes "Put the referral to the next Executive Group" on Tuesday 31 March 2026
      And the Chair of the Executive Group completes "Agree further action on the referral" on Thursday 16 April 2026
      When the Chair of the Executive Group completes "The case is closed early" on Friday 17 April 2026, answering:
        | Why is the case closed early? | Another case of the partnership deals with the same incident |
      Then "Name the lead of the Reflective Review" is not open
      And "Close the case" is open for the Business unit

    Scenario: Nobody but the Executive Group
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
      When the Business Manager tries to complete "The case is closed early" on Thursday 9 April 2026
      Then it is refused: "may not do"

    Scenario Outline: What the record of an early closure needs
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
      When the Chair of the Executive Group tries to complete "The case is closed early" on Thursday 9 April 2026, answering:
        | Why is the case closed early? | <ground> |
        | <question>                    | <answer> |
      Then it is <result>

      Examples:
        | ground                                                       | question                    | answer               | result                                                           |
        | Another case of the partnership deals with the same incident | Reference of the other case | nothing              | refused: "Enter: Reference of the other case"                    |
        | Another case of the partnership deals with the same incident | Who leads it                | nothing              | accepted                                                         |
        | Another area leads the review                                | Who leads it                | nothing              | refused: "Enter: Who leads it"                                   |
        | Another process takes its place                              | Who leads it                | nothing              | refused: "Enter: Who leads it"                                   |
        | Another process takes its place                              | Reference of the other case | nothing              | accepted                                                         |
        | What has come to light makes a review unnecessary            | Who leads it                | nothing              | accepted                                                         |
        | What has come to light makes a review unnecessary            | Reasons                     | nothing              | refused: "Enter: Reasons"                                        |
        | What has come to light makes a review unnecessary            | Date of the decision        | Friday 10 April 2026 | refused: "The date of the decision must be today or in the past" |
        | nothing                                                      | Reasons                     | It is not needed     | refused: "Choose: Why is the case closed early?"                 |

  @INF-1 @INT-3
  Rule: New information after the Rapid Review is told to the Executive Group, who may change the decision

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

    Scenario: Told, again and again, while everything goes on
      When the Business Manager completes "New information comes in" on Monday 20 April 2026, answering:
        | Date on which it was received | Sunday 19 April 2026 |
        | Documents                     | the coroner's letter |
      Then the Executive Group is sent the letter "later information"
      And the letter "later information" says "on Sunday 19 April 2026"
      And the letter "later information" does not say "inquest"
      And "Put the Rapid Review to the next Executive Group" is open for the Business unit
      When the Business Manager completes "New information comes in" on Tuesday 21 April 2026
      Then the letter "later information" was sent 2 times

    Scenario Outline: What the record of new information needs
      When the Business Manager tries to complete "New information comes in" on Monday 20 April 2026, answering "<question>" with "<answer>"
      Then it is <result>

      Examples:
        | question                                     | answer                | result                                                                    |
        | Date on which it was received                | Tuesday 21 April 2026 | refused: "The date on which it was received must be today or in the past" |
        | From whom                                    | nothing               | refused: "Enter: From whom"                                               |
        | What has come to light                       | nothing               | refused: "Enter: What has come to light"                                  |
        | What it means for the safety of children now | nothing               | refused: "Enter: What it means for the safety of children now"            |
  @REF-8 @INT-3 @INT-4
  Rule: What the forms ask

    Scenario: The form "Prepare the letter to the referrer"
      Then the form "Prepare the letter to the referrer" asks:
        | Anything to add to the standard letter       | may be | text   |
        | Have you read the letter as it will be sent? | always | yes no |

    Scenario: The form "Close the case early"
      Then the form "Close the case early" asks:
        | Date of the decision          | always        | date                                                                                                                                                                            |
        | Why is the case closed early? | always        | Another case of the partnership deals with the same incident; Another area leads the review; Another process takes its place; What has come to light makes a review unnecessary |
        | Reference of the other case   | if it applies | line                                                                                                                                                                            |
        | Who leads it                  | if it applies | line                                                                                                                                                                            |
        | Reasons                       | always        | text                                                                                                                                                                            |

    Scenario: The form "Withdraw the notification"
      Then the form "Withdraw the notification" asks:
        | Date on which the notification was withdrawn               | always        | date                                                                                                        |
        | Reference of the withdrawal in the National Panel's system | always        | line                                                                                                        |
        | Why the notification is withdrawn                          | always        | text                                                                                                        |
        | Who has been told?                                         | always        | The three safeguarding partners; Department for Education; Ofsted; The agencies that were asked for returns |
        | What follows?                                              | always        | The Executive Group considers alternative learning; The case is closed                                      |
        | Why no further learning is to be gained                    | if it applies | text                                                                                                        |

    Scenario: The form "Record new information"
      Then the form "Record new information" asks:
        | Date on which it was received                | always | date |
        | From whom                                    | always | line |
        | What has come to light                       | always | text |
        | What it means for the safety of children now | always | text |
        | Documents                                    | may be | file |
