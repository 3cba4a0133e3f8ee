Feature: National notification
  A notifiable incident is reported to the National Panel by the Head of Safeguarding, on behalf of
  the local authority, within five working days. What the national form asks is prepared first, so
  that it can be keyed from one sheet.

  Background:
    Given the Head of Service refers a case on Saturday 28 March 2026, answering:
      | Date on which the local authority became aware of the incident | Wednesday 25 March 2026 |
    And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026
    And the Business Manager completes "Prepare the letter to the referrer" on Monday 30 March 2026
    And the Business Manager completes "Arrange the Virtual Panel" on Monday 30 March 2026
    And all three partners give the view "Notifiable - notify and hold a Rapid Review" on Monday 30 March 2026
    And the Head of Safeguarding and Quality Assurance completes "Record the agreed decision" on Tuesday 31 March 2026, answering "Outcome" with "Notifiable - notify and hold a Rapid Review"

  @NOT-1 @VP-4
  Rule: The Head of Safeguarding prepares what the national form asks, and keys it from one sheet

    Scenario: Asked to notify, with the date
      Then the Head of Safeguarding is sent the letter "notification needed", naming Wednesday 1 April 2026
      And the letter "notification needed" says "notify the National Panel by Wednesday 1 April 2026"
      And the letter "notification needed" says "Report it online by Wednesday 1 April 2026"
      And the letter "notification needed" does not say "Amy"
      And "Prepare the notification" is open for the Head of Safeguarding
      And "Prepare the notification" is due on Wednesday 1 April 2026
      And "Notify the National Panel" is not open

    Scenario: What the referral told stands there already
      Then what stands in "Children" of "Prepare the notification" says "Full name Amy Jones Date of birth Wednesday 1 May 2019"
      And what stands in "Date of the incident" of "Prepare the notification" says "Wednesday 25 March 2026"
      And what stands in "Place of the incident" of "Prepare the notification" says "At home"
      And what stands in "Details of the incident" of "Prepare the notification" says "A fall from a window"

    Scenario: The sheet stands in the order of the national form
      Then the document "notification sheet" was not written
      When the Head of Safeguarding and Quality Assurance completes "Prepare the notification" on Tuesday 31 March 2026, answering:
        | Time of the incident   | About 8pm                        |
        | Documents sent with it | Legal papers, Child death form A |
        | Further children       | A cousin, aged four              |
      Then the document "notification sheet" was written 1 times
      And the document "notification sheet" says "by Wednesday 1 April 2026"
      And the document "notification sheet" says "01632 960 002"
      And the document "notification sheet" says "notifier@example.org"
      And the document "notification sheet" says "Amy Jones"
      And the document "notification sheet" says "Wednesday 1 May 2019"
      And the document "notification sheet" says "White British"
      And the document "notification sheet" says "A cousin, aged four"
      And the document "notification sheet" says "Serious harm"
      And the document "notification sheet" says "About 8pm"
      And the document "notification sheet" says "A fall from a window"
      And the document "notification sheet" says "Wednesday 25 March 2026"
      And the document "notification sheet" says "Legal papers, Child death form A"
      And the document "notification sheet" says "Written on Tuesday 31 March 2026"
      And the document "notification sheet" says "Child 1"
      And the document "notification sheet" says "Sex Female"
      And the document "notification sheet" says "Disability None"
      And the document "notification sheet" says "Health before the incident Well"
      And the document "notification sheet" says "Local authority area in which the child normally lives Halton"
      And the document "notification sheet" says "Was the child looked after? no"
      And the document "notification sheet" says "Plan at the time of the incident No plan"
      And the document "notification sheet" says "Was the child known to any agency? yes"
      And the document "notification sheet" says "Date Wednesday 25 March 2026"
      And the document "notification sheet" says "Place At home"
      And the document "notification sheet" says "Local authority area in which it happened Halton"
      And the document "notification sheet" says "The local authority became aware on Wednesday 25 March 2026"
      And the document shown with "Notify the National Panel" says "Amy Jones"

    Scenario: What was left out is said, so that nobody keys a guess
      When the Head of Safeguarding and Quality Assurance completes "Prepare the notification" on Tuesday 31 March 2026
      Then the document "notification sheet" says "not given"
      And the document "notification sheet" does not say "Further children"

    Scenario: Nobody else prepares it
      When the Director of Children's Services tries to complete "Prepare the notification" on Tuesday 31 March 2026
      Then it is refused: "may not do"
      When the Business Manager tries to complete "Prepare the notification" on Tuesday 31 March 2026
      Then it is refused: "may not do"

    Scenario Outline: An answer to what the national form asks
      When the Head of Safeguarding and Quality Assurance tries to complete "Prepare the notification" on Wednesday 1 April 2026, answering "<question>" with "<answer>"
      Then it is <result>

      Examples:
        | question               | answer                                   | result                                                           |
        | Children               | an unborn child                          | refused: "The date of birth must be today or in the past"        |
        | Children               | a looked-after child without a placement | refused: "Enter: Placement"                                      |
        | Children               | Amy, who was looked after                | accepted                                                         |
        | Children               | five children                            | refused: "4"                                                     |
        | Date of the incident   | Thursday 2 April 2026                    | refused: "The date of the incident must be today or in the past" |
        | Nature of the incident | nothing                                  | refused: "Choose: Nature of the incident"                        |
        | Further children       | A cousin, aged four                      | accepted                                                         |

  @NOT-1 @VP-4
  Rule: The Head of Safeguarding notifies, on behalf of the local authority

    Background:
      Given the Head of Safeguarding and Quality Assurance completes "Prepare the notification" on Tuesday 31 March 2026

    Scenario: The sheet is written, the notification is still to be sent
      Then "Notify the National Panel" is open for the Head of Safeguarding
      And "Notify the National Panel" is due on Wednesday 1 April 2026
      And the letter "notification made" was not sent

    Scenario: Notified, with the reference and the time
      When the Head of Safeguarding and Quality Assurance completes "Notify the National Panel" on Wednesday 1 April 2026, answering:
        | When was the notification sent?                | Tuesday 31 March 2026 at 4:45pm |
        | Reference given by the National Panel's system | CSI-2026-0123                   |
        | Copy of the notification                       | the notification as sent        |
      Then the date of "notification submitted" is Tuesday 31 March 2026
      And the Business unit is sent the letter "notification made"
      And the letter "notification made" says "The reference of the National Panel's system is CSI-2026-0123"
      And the letter "notification made" does not say "Amy"
      And the National notification ended with "Notified"
      And what is kept of "Notify the National Panel" includes:
        | Reference given by the National Panel's system | CSI-2026-0123 |

    Scenario: Nobody else records the notification
      When the Director of Children's Services tries to complete "Notify the National Panel" on Tuesday 31 March 2026
      Then it is refused: "may not do"
      When the Business Manager tries to complete "Notify the National Panel" on Tuesday 31 March 2026
      Then it is refused: "may not do"

    Scenario: The time of sending is corrected with a reason
      Given the Head of Safeguarding and Quality Assurance completes "Notify the National Panel" on Wednesday 1 April 2026
      When the Head of Safeguarding and Quality Assurance corrects the date of "notification submitted" to Tuesday 31 March 2026, because "The receipt says so"
      Then the date of "notification submitted" is Tuesday 31 March 2026
      When the Business Manager tries to correct the date of "notification submitted" to Monday 30 March 2026, because "I think so"
      Then it is refused: "may not"

    Scenario Outline: An answer to the record of the notification
      When the Head of Safeguarding and Quality Assurance tries to complete "Notify the National Panel" on Wednesday 1 April 2026, answering "<question>" with "<answer>"
      Then it is <result>

      Examples:
        | question                                       | answer                            | result                                                           |
        | When was the notification sent?                | Wednesday 1 April 2026 at 11:59pm | refused: "The time of sending must be in the past"               |
        | When was the notification sent?                | Wednesday 1 April 2026 at 9am     | accepted                                                         |
        | When was the notification sent?                | nothing                           | refused: "Enter: When was the notification sent?"                |
        | Reference given by the National Panel's system | nothing                           | refused: "Enter: Reference given by the National Panel's system" |
        | Copy of the notification                       | two copies                        | refused: "must be one file"                                      |
        | Copy of the notification                       | a text document                   | refused: "copy.docx must be one of: pdf"                         |
        | Who else has been told?                        | nothing                           | refused: "Choose: Who else has been told?"                       |
        | Who else has been told?                        | Other local authorities           | refused: "Enter: Which other local authorities"                  |

    Scenario: Everybody else who was told
      When the Head of Safeguarding and Quality Assurance completes "Notify the National Panel" on Wednesday 1 April 2026, answering:
        | Who else has been told?       | Department for Education, Other local authorities |
        | Which other local authorities | Sefton, which placed the child                    |
      Then what is kept of "Notify the National Panel" includes:
        | Who else has been told?       | Department for Education, Other local authorities |
        | Which other local authorities | Sefton, which placed the child                    |

  @NOT-1 @NOT-L1
  Rule: Within five working days of awareness and of the referral, whichever is earlier

    Scenario Outline: The earlier of two dates
      Given the Head of Service refers a case on Saturday 28 March 2026, answering:
        | Which process do you propose?                                      | Alternative learning by one agency |
        | What happened to the child?                                        | The child died                     |
        | Was the child looked after by a local authority?                   | yes                                |
        | Did the local authority know of the incident before this referral? | <knew>                             |
        | Date on which the local authority became aware of the incident     | <aware>                            |
      When the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026, answering:
        | Does the information indicate that an LCSPR should be considered? | no |
      Then the Head of Safeguarding is sent the letter "notification needed", naming <date>
      And the limits of NOT-1 are:
        | national  | la aware          | <date>               |
        | framework | referral received | Tuesday 7 April 2026 |

      Examples:
        | knew | aware                   | date                   | because                           |
        | yes  | Wednesday 25 March 2026 | Wednesday 1 April 2026 | five working days from awareness  |
        | yes  | Saturday 28 March 2026  | Tuesday 7 April 2026   | both are the same                 |
        | no   | nothing                 | Tuesday 7 April 2026   | it learns of it from the referral |

    Scenario: The Head of Safeguarding is reminded, and told too that it is late
      Given the Head of Service refers a case on Saturday 28 March 2026, answering:
        | Date on which the local authority became aware of the incident | Saturday 28 March 2026 |
      And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026
      And the Business Manager completes "Prepare the letter to the referrer" on Monday 30 March 2026
      And the Business Manager completes "Arrange the Virtual Panel" on Monday 30 March 2026
      And all three partners give the view "Notifiable - notify and hold a Rapid Review" on Monday 30 March 2026
      And the Head of Safeguarding and Quality Assurance completes "Record the agreed decision" on Tuesday 31 March 2026, answering "Outcome" with "Notifiable - notify and hold a Rapid Review"
      When Wednesday 8 April 2026 ends
      Then the reminders of NOT-1 are:
        | Wednesday 1 April 2026 | Head of Safeguarding |
        | Thursday 2 April 2026  | Head of Safeguarding |
        | Tuesday 7 April 2026   | Head of Safeguarding |
        | Wednesday 8 April 2026 | Head of Safeguarding |

    Scenario: Notified in time, nobody is told
      Given the Head of Safeguarding and Quality Assurance completes "Prepare the notification" on Tuesday 31 March 2026
      And the Head of Safeguarding and Quality Assurance completes "Notify the National Panel" on Wednesday 1 April 2026
      When Wednesday 1 April 2026 ends
      Then the Local authority is not told that NOT-1 is late

    Scenario: Not prepared in time, the local authority is told, once, and a reason is asked
      When Tuesday 31 March 2026 ends
      Then the Local authority is not told that NOT-1 is late
      When Wednesday 1 April 2026 ends
      And Thursday 2 April 2026 ends
      Then the Local authority is told once that NOT-1 is late
      When the Head of Safeguarding and Quality Assurance tries to complete "Prepare the notification" on Friday 3 April 2026
      Then it is refused: "Enter: Why this is late"

    Scenario: Not notified in time, the local authority is told, once, and a reason is asked
      Given the Head of Safeguarding and Quality Assurance completes "Prepare the notification" on Tuesday 31 March 2026
      When Tuesday 31 March 2026 ends
      Then the Local authority is not told that NOT-1 is late
      When Wednesday 1 April 2026 ends
      And Thursday 2 April 2026 ends
      Then the Local authority is told once that NOT-1 is late
      When the Head of Safeguarding and Quality Assurance tries to complete "Notify the National Panel" on Friday 3 April 2026
      Then it is refused: "Enter: Why this is late"
      When the Head of Safeguarding and Quality Assurance completes "Notify the National Panel" on Friday 3 April 2026, answering:
        | Why this is late | The national system was down |
      Then the National notification ended with "Notified"

  @NOT-1 @VP-3
  Rule: What the forms ask

    Scenario: The form "Prepare the notification"
      Then the form "Prepare the notification" asks:
        | Telephone number of the notifier                              | always        | line                                                                                                                          |
        | Email address of the notifier                                 | always        | email                                                                                                                         |
        | Children                                                      | always        | group                                                                                                                         |
        | Child: Full name                                              | always        | line                                                                                                                          |
        | Child: Date of birth                                          | always        | date                                                                                                                          |
        | Child: Sex                                                    | always        | Female; Male; Not known                                                                                                       |
        | Child: Ethnicity                                              | always        | line                                                                                                                          |
        | Child: Disability                                             | always        | line                                                                                                                          |
        | Child: Health before the incident                             | always        | text                                                                                                                          |
        | Child: Local authority area in which the child normally lives | always        | line                                                                                                                          |
        | Child: Was the child looked after?                            | always        | yes no                                                                                                                        |
        | Child: Placement                                              | if it applies | line                                                                                                                          |
        | Child: Plan at the time of the incident                       | always        | Child in need; Child protection; Care plan; No plan                                                                           |
        | Child: Was the child known to any agency?                     | always        | yes no                                                                                                                        |
        | Further children                                              | may be        | text                                                                                                                          |
        | Nature of the incident                                        | always        | Death, abuse or neglect known or suspected; Death of a looked-after child, no abuse or neglect suspected; Serious harm; Other |
        | Date of the incident                                          | always        | date                                                                                                                          |
        | Time of the incident                                          | may be        | line                                                                                                                          |
        | Place of the incident                                         | always        | line                                                                                                                          |
        | Details of the incident                                       | always        | text of at most 1000 words                                                                                                    |
        | Documents sent with it                                        | may be        | Legal papers; Letters and emails; Child death form A; Child death form B; Something else                                      |

    Scenario: The form "Notify the National Panel"
      Then the form "Notify the National Panel" asks:
        | When was the notification sent?                | always        | date time                                                                                  |
        | Reference given by the National Panel's system | always        | line                                                                                       |
        | Copy of the notification                       | may be        | file                                                                                       |
        | Who else has been told?                        | always        | Department for Education; Ofsted; The local safeguarding partners; Other local authorities |
        | Which other local authorities                  | if it applies | line                                                                                       |
