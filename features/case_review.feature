Feature: Case review
  A case from its referral to what is decided to follow. Its direction decides who takes it on: the
  Virtual Panel, the Executive Group, or the Head of Safeguarding, who notifies a looked-after
  child's death whatever its cause. Meanwhile the referrer is told the direction.

  Background:
    Given the Head of Service refers a case on Saturday 28 March 2026

  @REF-1 @REF-L1
  Rule: A referral that is closed ends the case

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
      Given the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026
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

    Scenario: A notifiable incident is notified, and a Rapid Review is to be held
      Given all three partners give the view "Notifiable - notify and hold a Rapid Review" on Monday 30 March 2026
      When the Head of Safeguarding and Quality Assurance completes "Record the agreed decision" on Tuesday 31 March 2026, answering "Outcome" with "Notifiable - notify and hold a Rapid Review"
      Then "Notify the National Panel" is open for the Head of Safeguarding
      When the Head of Safeguarding and Quality Assurance completes "Notify the National Panel" on Wednesday 1 April 2026
      Then the Case review ended with "Rapid Review to be held"
      And nothing is left to do

    Scenario: A Rapid Review without a notification
      Given all three partners give the view "Not notifiable - hold a Rapid Review" on Monday 30 March 2026
      When the Head of Safeguarding and Quality Assurance completes "Record the agreed decision" on Tuesday 31 March 2026, answering "Outcome" with "Not notifiable - hold a Rapid Review"
      Then the Case review ended with "Rapid Review to be held"
      And the letter "notification needed" was not sent
      And nothing is left to do

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
      Then the Case review ended with "Further action agreed"
      And nothing is left to do

  @REF-7 @CRI-11
  Rule: Where no LCSPR is proposed or indicated, the Executive Group agrees further action

    Scenario: From the referral to the Executive Group
      Given the Head of Service refers a case on Saturday 28 March 2026, answering:
        | Which process do you propose? | Alternative learning by one agency |
      And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026, answering:
        | Does the information indicate that an LCSPR should be considered? | no |
      When the Business Manager completes "Put the referral to the next Executive Group" on Tuesday 31 March 2026
      And the Chair of the Executive Group completes "Agree further action on the referral" on Thursday 16 April 2026
      Then the Case review ended with "Further action agreed"
      And "Prepare the letter to the referrer" is open for the Business unit
      When the Business Manager completes "Prepare the letter to the referrer" on Thursday 16 April 2026, answering:
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
      When the Head of Safeguarding and Quality Assurance completes "Notify the National Panel" on Tuesday 31 March 2026, answering:
        | Children               | Amy, who was looked after                                    |
        | Nature of the incident | Death of a looked-after child, no abuse or neglect suspected |
      Then "Put the referral to the next Executive Group" is due on Tuesday 28 April 2026
      When the Business Manager completes "Put the referral to the next Executive Group" on Tuesday 31 March 2026
      And the Chair of the Executive Group completes "Agree further action on the referral" on Thursday 16 April 2026
      Then the Case review ended with "Further action agreed"
      And nothing is left to do

  @REF-8
  Rule: What the forms ask

    Scenario: The form "Prepare the letter to the referrer"
      Then the form "Prepare the letter to the referrer" asks:
        | Anything to add to the standard letter       | may be | text   |
        | Have you read the letter as it will be sent? | always | yes no |
