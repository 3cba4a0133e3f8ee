Feature: Rapid Review
  What agencies know is gathered quickly; a meeting in two parts, chaired by a member of the Virtual Panel, considers it and
  decides what follows; the Chair's Report says what is decided and why.

  Background:
    Given the Head of Service of Youth Justice Service refers a case on Saturday 28 March 2026, answering:
      | Date on which the local authority became aware of the incident | Wednesday 25 March 2026 |
    And these are completed:
      | Monday 30 March 2026 | the Business Manager | Check that the referral is complete |
      | Monday 30 March 2026 | the Business Manager | Prepare the letter to the referrer  |
      | Monday 30 March 2026 | the Business Manager | Arrange the Virtual Panel           |
    And all three partners give the view "Not notifiable - hold a Rapid Review" on Monday 30 March 2026
    And the Head of Safeguarding and Quality Assurance completes "Record the agreed decision" on Tuesday 31 March 2026, answering "Outcome" with "Not notifiable - hold a Rapid Review"

  @RR-1 @NOT-2
  Rule: A Rapid Review is held after a notification, or where the Virtual Panel finds it the best way forward

    Scenario: The Virtual Panel finds it the best way forward
      Then "Plan the Rapid Review meeting" is open for the Business unit
      And "Plan the Rapid Review meeting" is due on Wednesday 1 April 2026

    Scenario: After a notification
      Given the Head of Service of Youth Justice Service refers a case on Saturday 28 March 2026, answering:
        | Date on which the local authority became aware of the incident | Wednesday 25 March 2026 |
      And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026
      And the Business Manager completes "Arrange the Virtual Panel" on Monday 30 March 2026
      And all three partners give the view "Notifiable - notify and hold a Rapid Review" on Monday 30 March 2026
      And the Head of Safeguarding and Quality Assurance completes "Record the agreed decision" on Tuesday 31 March 2026, answering "Outcome" with "Notifiable - notify and hold a Rapid Review"
      Then "Plan the Rapid Review meeting" is open for the Business unit
      And "Plan the Rapid Review meeting" is due on Wednesday 1 April 2026
      And "Prepare the notification" is open for the Head of Safeguarding

  @RR-2 @RR-7
  Rule: The business unit convenes the meeting in time; a member of the Virtual Panel chairs it

    Scenario: Two limits, and the earlier counts
      Then the limits of RR-2 are:
        | local     | referral received | Friday 17 April 2026  |
        | framework | panel decided     | Tuesday 21 April 2026 |

    Scenario Outline: The day of the meeting
      When the Business Manager tries to complete "Plan the Rapid Review meeting" on Wednesday 1 April 2026, answering:
        | When is the meeting?                        | <held> |
        | Why the meeting is not held by its due date | <why>  |
      Then it is <result>

      Examples:
        | held                         | why              | result                                                        |
        | Friday 17 April 2026 at 2pm  | nothing          | accepted                                                      |
        | Monday 20 April 2026 at 9am  | nothing          | refused: "Enter: Why the meeting is not held by its due date" |
        | Monday 20 April 2026 at 9am  | The chair is ill | accepted                                                      |
        | Tuesday 31 March 2026 at 9am | nothing          | refused: "The meeting must be today or later"                 |
        | nothing                      | nothing          | refused: "Enter: When is the meeting?"                        |

    @RR-8
    Scenario Outline: A meeting that does not wait for the returns says why
      When the Business Manager tries to complete "Plan the Rapid Review meeting" on Wednesday 1 April 2026, answering:
        | When is the meeting?                                    | <held> |
        | Why the meeting does not wait for the agencies' returns | <why>  |
      Then it is <result>

      Examples:
        | held                         | why                       | result                                                                    |
        | Tuesday 14 April 2026 at 9am | nothing                   | accepted                                                                  |
        | Monday 13 April 2026 at 4pm  | nothing                   | refused: "Enter: Why the meeting does not wait for the agencies' returns" |
        | Monday 13 April 2026 at 4pm  | Two agencies knew of them | accepted                                                                  |

    Scenario Outline: What else the plan needs
      When the Business Manager tries to complete "Plan the Rapid Review meeting" on Wednesday 1 April 2026, answering "<question>" with "<answer>"
      Then it is refused: "<because>"

      Examples:
        | question                                                       | answer                | because                                                                |
        | For how many minutes is it planned?                            | nothing               | Enter: For how many minutes is it planned?                             |
        | For how many minutes is it planned?                            | 10                    | must be between 15 and 720                                             |
        | Where is it held?                                              | nothing               | Enter: Where is it held?                                               |
        | Which partner's member of the Virtual Panel chairs it?         | nothing               | Choose: Which partner's member of the Virtual Panel chairs it?         |
        | Which partner's member of the Virtual Panel chairs it?         | Halton Housing        | Choose one of the list                                                 |
        | First day of the period under review                           | nothing               | Enter: First day of the period under review                            |
        | First day of the period under review                           | Thursday 2 April 2026 | The first day of the period must be today or in the past               |
        | Last day of the period under review                            | nothing               | Enter: Last day of the period under review                             |
        | Last day of the period under review                            | Saturday 31 May 2025  | The period cannot end before it begins                                 |
        | Last day of the period under review                            | Thursday 2 April 2026 | The last day of the period must be today or in the past                |
        | Are first-line managers and practitioners invited to part one? | nothing               | Choose: Are first-line managers and practitioners invited to part one? |

    Scenario: The meeting's day is kept
      Given the Business Manager completes "Plan the Rapid Review meeting" on Wednesday 1 April 2026
      Then the date of "meeting planned" is Thursday 16 April 2026

  @RR-4 @RR-6 @APP-1
  Rule: The agencies are named and asked by the third working day

    Scenario Outline: Not in time
      Given these are completed:
        | Wednesday 1 April 2026 | the Business Manager | <done first>  |
        | Wednesday 1 April 2026 | the Business Manager | <done second> |
      Then "<task>" is open for the Business unit
      And "<task>" is due on Wednesday 1 April 2026
      And the limits of RR-4 are:
        | framework | referral received | Wednesday 1 April 2026 |
      And the Head of Safeguarding is not told that RR-4 is late
      When Wednesday 1 April 2026 ends
      Then the Head of Safeguarding is told once that RR-4 is late
      When the Business Manager tries to complete "<task>" on Thursday 2 April 2026
      Then it is refused: "Enter: Why this is late"

      Examples:
        | done first                    | done second              | task                             |
        | Plan the Rapid Review meeting | Name the agencies to ask | Amend the letter to the agencies |

    Scenario: The agencies are not named in time
      Given the Business Manager completes "Plan the Rapid Review meeting" on Wednesday 1 April 2026
      Then "Name the agencies to ask" is due on Wednesday 1 April 2026
      When Wednesday 1 April 2026 ends
      Then the Head of Safeguarding is told once that RR-4 is late
      When the Business Manager tries to complete "Name the agencies to ask" on Thursday 2 April 2026
      Then it is refused: "Enter: Why this is late"

    Scenario: The meeting is not planned in time
      When Tuesday 31 March 2026 ends
      Then the Head of Safeguarding is not told that RR-4 is late
      When Wednesday 1 April 2026 ends
      Then the Head of Safeguarding is told once that RR-4 is late
      When the Business Manager tries to complete "Plan the Rapid Review meeting" on Thursday 2 April 2026
      Then it is refused: "Enter: Why this is late"

    Scenario: All in time
      Given these are completed:
        | Wednesday 1 April 2026 | the Business Manager | Plan the Rapid Review meeting    |
        | Wednesday 1 April 2026 | the Business Manager | Name the agencies to ask         |
        | Wednesday 1 April 2026 | the Business Manager | Amend the letter to the agencies |
      When Wednesday 1 April 2026 ends
      Then the Head of Safeguarding is not told that RR-4 is late
      And "Confirm involvement" is open 15 times

  @RR-3 @RR-6 @APP-1 @CRI-7 @INF-4
  Rule: Who may know the family is asked besides Appendix 1, on a lawful basis

    Background:
      Given the Business Manager completes "Plan the Rapid Review meeting" on Wednesday 1 April 2026

    Scenario: The authority where the family lived is asked, too
      When the Business Manager completes "Name the agencies to ask" on Wednesday 1 April 2026, answering:
        | Further agencies that may be involved                         | the neighbouring authority |
        | Does the child live, or did the family live, in another area? | yes                        |
        | Which areas, and which agencies there are asked               | Warrington; its council    |
        | On what lawful basis is the information asked for?            | Another basis              |
        | What else is to be known of the basis                         | Consent of both parents    |
      And the Business Manager completes "Amend the letter to the agencies" on Wednesday 1 April 2026
      Then "Confirm involvement" is open 16 times
      And the letter "meeting invitation" was sent to Warrington Borough Council
      And what is kept of "Name the agencies to ask" includes:
        | Further agencies that may be involved           | the neighbouring authority |
        | Which areas, and which agencies there are asked | Warrington; its council    |
        | What else is to be known of the basis           | Consent of both parents    |

    Scenario: An agency that the referral named stands on the list already
      Given the Head of Service of Youth Justice Service refers a case on Saturday 28 March 2026, answering:
        | Other agencies known to be involved | the neighbouring authority |
      And these are completed:
        | Monday 30 March 2026 | the Business Manager | Check that the referral is complete |
        | Monday 30 March 2026 | the Business Manager | Arrange the Virtual Panel           |
      And all three partners give the view "Not notifiable - hold a Rapid Review" on Monday 30 March 2026
      And these are completed:
        | Tuesday 31 March 2026  | the Head of Safeguarding and Quality Assurance | Record the agreed decision    | Outcome: Not notifiable - hold a Rapid Review |
        | Wednesday 1 April 2026 | the Business Manager                           | Plan the Rapid Review meeting |                                               |
      Then what stands in "Further agencies that may be involved" of "Name the agencies to ask" says "Agency Warrington Borough Council"

    Scenario: An agency of Appendix 1 that is named all the same is asked once
      When the Business Manager completes "Name the agencies to ask" on Wednesday 1 April 2026, answering:
        | Further agencies that may be involved | an agency that is always asked |
      And the Business Manager completes "Amend the letter to the agencies" on Wednesday 1 April 2026
      Then "Confirm involvement" is open 15 times

    Scenario Outline: What is not accepted of the list of agencies
      When the Business Manager tries to complete "Name the agencies to ask" on Wednesday 1 April 2026, answering:
        | <question> | <answer> |
      Then it is refused: "<because>"

      Examples:
        | question                                                                      | answer                     | because                                                               |
        | Further agencies that may be involved                                         | an agency named twice      | Warrington Borough Council is named twice                             |
        | Further agencies that may be involved                                         | an unknown agency          | Choose one of the list: Agency                                        |
        | Further agencies that may be involved                                         | a reason without an agency | Choose: Agency                                                        |
        | Does the child live, or did the family live, in another area?                 | nothing                    | Choose: Does the child live, or did the family live, in another area? |
        | Does the child live, or did the family live, in another area?                 | yes                        | Enter: Which areas, and which agencies there are asked                |
        | On what lawful basis is the information asked for?                            | nothing                    | Choose: On what lawful basis is the information asked for?            |
        | On what lawful basis is the information asked for?                            | Another basis              | Enter: What else is to be known of the basis                          |
        | Have you had regard to the guidance of the Information Commissioner's Office? | nothing                    | Choose: Have you had regard to the guidance                           |
        | Have you had regard to the guidance of the Information Commissioner's Office? | no                         | Have regard to the guidance before information is asked for           |

  @APP-2 @RR-4 @INF-1
  Rule: A person amends the letter before it goes

    Background:
      Given these are completed:
        | Wednesday 1 April 2026 | the Business Manager | Plan the Rapid Review meeting |
        | Wednesday 1 April 2026 | the Business Manager | Name the agencies to ask      |

    Scenario: The suggested wording of Appendix 2 stands there, with this case's period and dates
      Then what stands in "The letter" of "Amend the letter to the agencies" says "Child Safeguarding Practice Review: information gathering and analysis for a Rapid Review"
      And what stands in "The letter" of "Amend the letter to the agencies" says "between Sunday 1 June 2025 and Sunday 29 March 2026"
      And what stands in "The letter" of "Amend the letter to the agencies" says "If they are not known to your organisation, you must confirm this to us as soon as possible"
      And what stands in "The letter" of "Amend the letter to the agencies" says "Secure all records and files in relation to this case, ensuring that they are not accessible to agency personnel other than through yourself or nominated representatives"
      And what stands in "The letter" of "Amend the letter to the agencies" says "Complete the return and the chronology if there has been involvement with the individuals"
      And what stands in "The letter" of "Amend the letter to the agencies" says "by Monday 13 April 2026, in order to comply with the national guidance to report on the Rapid Review within 15 working days"
      And what stands in "The letter" of "Amend the letter to the agencies" says "completed by the managers of the practitioners working with the individuals involved"
      And what stands in "The letter" of "Amend the letter to the agencies" says "Good practice would have the practitioners involved in the process"
      And what stands in "The letter" of "Amend the letter to the agencies" says "may be invited to meetings or events to contribute to this review"
      And what stands in "The letter" of "Amend the letter to the agencies" says "contact the Safeguarding Partnerships team at CYPsafeguardingPartnership@halton.gov.uk"
      And what stands in "The letter" of "Amend the letter to the agencies" does not say "Amy"

    Scenario: The letter goes as it was amended
      When the Business Manager completes "Amend the letter to the agencies" on Wednesday 1 April 2026, answering:
        | The letter    | Dear colleague, this review is about a fall. |
        | Who signs it? | Head of Safeguarding and Quality Assurance   |
      Then the letter "agency request" to CRC says "Dear colleague, this review is about a fall."
      And the letter "agency request" to CRC says "Yours sincerely Head of Safeguarding and Quality Assurance"

    Scenario Outline: What is not accepted of the letter
      When the Business Manager tries to complete "Amend the letter to the agencies" on Wednesday 1 April 2026, answering "<question>" with "<answer>"
      Then it is refused: "<because>"
      And the letter "agency request" was not sent

      Examples:
        | question                                             | answer  | because                                                      |
        | The letter                                           | nothing | Enter: The letter                                            |
        | Who signs it?                                        | nothing | Choose: Who signs it?                                        |
        | Have you read the letter, and does it name no child? | nothing | Choose: Have you read the letter, and does it name no child? |
        | Have you read the letter, and does it name no child? | no      | Read the letter, and take out what names a child             |

  @RR-6 @RR-7 @RR-10 @RR-L1
  Rule: While information is gathered, agencies are added, attendees identified, new information kept

    Background:
      Given these are completed:
        | Wednesday 1 April 2026 | the Business Manager | Plan the Rapid Review meeting    |
        | Wednesday 1 April 2026 | the Business Manager | Name the agencies to ask         |
        | Wednesday 1 April 2026 | the Business Manager | Amend the letter to the agencies |

    Scenario: Agencies are added, and added again
      When the Business Manager completes "An agency is added" on Thursday 9 April 2026
      And the Business Manager completes "An agency is added" on Friday 10 April 2026, answering:
        | Which agencies are added? | a college |
      Then "Confirm involvement" is open 17 times
      And "Confirm involvement" of Lantern Sixth Form College is due on Tuesday 14 April 2026
      When the Assistant Principal completes "Confirm involvement" for Lantern Sixth Form College on Monday 13 April 2026
      Then "Return the information" of Lantern Sixth Form College is open
      And what is kept of "An agency is added" includes:
        | Which agencies are added? | a college |

    Scenario Outline: What is not added
      Given the Education Safeguarding Officer completes "Name schools and child care" on Thursday 2 April 2026, answering:
        | Does a school or child care setting know the child, or other children of the family? | yes      |
        | Which are they?                                                                      | a school |
      And the Business Manager completes "An agency is added" on Thursday 9 April 2026, answering:
        | Which agencies are added? | a college |
      When the Business Manager tries to complete "An agency is added" on Friday 10 April 2026, answering:
        | Which agencies are added? | <agencies> |
      Then it is refused: "<because>"

      Examples:
        | agencies                   | because                                      |
        | nothing                    | Which agencies are added?                    |
        | an agency asked already    | This agency is asked already                 |
        | a school asked already     | This agency is asked already                 |
        | a college                  | This agency is asked already                 |
        | an agency named twice      | Warrington Borough Council is named twice    |
        | an agency without a reason | Enter: How it became known, and why only now |
        | a reason without an agency | Choose: Agency                               |

    Scenario: The pack does not wait for an agency that was added
      Given the Business Manager completes "An agency is added" on Thursday 2 April 2026
      And the Education Safeguarding Officer completes "Name schools and child care" on Thursday 2 April 2026
      And the Named Nurse Primary Care completes "Support primary care" on Thursday 2 April 2026
      And every agency but Warrington Borough Council completes "Confirm involvement" on Thursday 2 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      Then "Compile the information pack" is open for the Business unit
      And "Confirm involvement" of Warrington Borough Council is open
      When the Head of Safeguarding and Review completes "Confirm involvement" for Warrington Borough Council on Tuesday 7 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      Then the Rapid Review ended with "Agencies added have answered"

    Scenario: An attendee is identified and invited
      When the Business Manager completes "An attendee is identified" on Tuesday 7 April 2026
      Then the Attendee is sent the letter "attendee invitation"
      And the letter "attendee invitation" was sent to Warrington & Halton Hospital
      And the letter "attendee invitation" says "another attendee of Warrington & Halton Hospital: Consultant Paediatrician"
      And the letter "attendee invitation" says "When: Thursday 16 April 2026, 10am, for 150 minutes"
      And the letter "attendee invitation" says "Where: Conference Room 2, Widnes"
      And the letter "attendee invitation" says "Invited to: Part one only"
      And the letter "attendee invitation" says "asked to leave before threshold and next steps are discussed"
      When the Business Manager completes "An attendee is identified" on Tuesday 7 April 2026, answering:
        | Which agency does the attendee belong to?              | Halton Housing |
        | Which parts of the meeting is the attendee invited to? | Both parts     |
      Then the letter "attendee invitation" was sent to Halton Housing
      And the letter "attendee invitation" to Halton Housing does not say "asked to leave"
      And the letter "attendee invitation" was sent 2 times

    Scenario Outline: An attendee who is not invited
      When the Business Manager tries to complete "An attendee is identified" on Tuesday 7 April 2026, answering "<question>" with "nothing"
      Then it is refused: "<question>"

      Examples:
        | question                                               |
        | Which agency does the attendee belong to?              |
        | Job title of the attendee                              |
        | Which parts of the meeting is the attendee invited to? |
        | Why the attendee is needed                             |

    Scenario: New information is kept, and the chair is told
      When the Business Manager completes "New information" on Tuesday 7 April 2026, answering:
        | Does it call for immediate action to keep children safe? | yes                  |
        | Documents                                                | the coroner's letter |
      Then the Rapid Review chair is sent the letter "new information received"
      And the letter "new information received" says "arrived on Tuesday 7 April 2026"
      And the letter "new information received" says "It calls for immediate action"
      And the letter "new information received" does not say "older injury"
      And what is kept of "New information" includes:
        | What is new?             | The post-mortem found an older injury |
        | Where does it come from? | The coroner's officer                 |
        | When did it arrive?      | Tuesday 7 April 2026                  |
        | Documents                | the coroner's letter                  |
      When the Business Manager completes "New information" on Wednesday 8 April 2026
      Then the letter "new information received" was sent 2 times
      And the letter "new information received" does not say "It calls for immediate action"

    Scenario Outline: New information that is not kept
      When the Business Manager tries to complete "New information" on Tuesday 7 April 2026, answering "<question>" with "<answer>"
      Then it is refused: "<because>"

      Examples:
        | question                                                 | answer                 | because                                                  |
        | When did it arrive?                                      | nothing                | Enter: When did it arrive?                               |
        | When did it arrive?                                      | Wednesday 8 April 2026 | The day on which it arrived must be today or in the past |
        | Where does it come from?                                 | nothing                | Enter: Where does it come from?                          |
        | What is new?                                             | nothing                | Enter: What is new?                                      |
        | Does it call for immediate action to keep children safe? | nothing                | Choose: Does it call for immediate action                |
        | Documents                                                | a program              | must be one of: pdf, docx, xlsx, png, jpg                |

  @RR-8 @RR-22 @INF-2
  Rule: The review goes on without agencies that do not answer, once their date has passed, with the reasons

    Background:
      Given these are completed:
        | Wednesday 1 April 2026 | the Business Manager               | Plan the Rapid Review meeting    |
        | Wednesday 1 April 2026 | the Business Manager               | Name the agencies to ask         |
        | Wednesday 1 April 2026 | the Business Manager               | Amend the letter to the agencies |
        | Thursday 2 April 2026  | the Education Safeguarding Officer | Name schools and child care      |
        | Thursday 2 April 2026  | the Named Nurse Primary Care       | Support primary care             |

    Scenario: What is open with them ends, and the pack is compiled
      Given every agency but CRC completes "Confirm involvement" on Thursday 9 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      When the Business Manager completes "The gathering is closed" on Tuesday 14 April 2026
      Then "Confirm involvement" of CRC is not open
      And "Compile the information pack" is open for the Business unit
      And "New information" is not open
      When the Business Manager completes "Compile the information pack" on Tuesday 14 April 2026
      Then the document "information pack" says "The review went on without: CRC"
      And the document "information pack" says "Reasons: The meeting cannot wait, and probation holds the same records"
      And the document "information pack" says "Asked late: none"
      And what is kept of "The gathering is closed" includes:
        | Which agencies have not answered?   | CRC                                                           |
        | What was done to get their answers  | Two calls, and a letter to the Chief Executive                |
        | Why the review goes on without them | The meeting cannot wait, and probation holds the same records |

    Scenario Outline: When and how it may be closed
      When the Business Manager tries to complete "The gathering is closed" on <day>, answering "<question>" with "<answer>"
      Then it is <result>

      Examples:
        | day                   | question                            | answer  | result                                                                               |
        | Monday 13 April 2026  | Which agencies have not answered?   | CRC     | refused: "The agencies have until the end of the day on which their returns are due" |
        | Tuesday 14 April 2026 | Which agencies have not answered?   | CRC     | accepted                                                                             |
        | Tuesday 14 April 2026 | Which agencies have not answered?   | nothing | refused: "Enter: Which agencies have not answered?"                                  |
        | Tuesday 14 April 2026 | What was done to get their answers  | nothing | refused: "Enter: What was done to get their answers"                                 |
        | Tuesday 14 April 2026 | Why the review goes on without them | nothing | refused: "Enter: Why the review goes on without them"                                |

    Scenario: An agency that was added does not answer, either
      Given the Business Manager completes "An agency is added" on Thursday 9 April 2026
      And every agency but Warrington Borough Council completes "Confirm involvement" on Thursday 9 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      When the Business Manager completes "Gone on without them" on Wednesday 15 April 2026, answering:
        | Which agencies have not answered? | Warrington Borough Council |
      Then the Rapid Review ended with "Agencies added are missing"
      And "Confirm involvement" of Warrington Borough Council is not open

  @RR-4 @RR-5
  Rule: The agencies' chronologies become one list, which says where they differ and where nothing is recorded

    Background:
      Given these are completed:
        | Wednesday 1 April 2026 | the Business Manager               | Plan the Rapid Review meeting    |
        | Wednesday 1 April 2026 | the Business Manager               | Name the agencies to ask         |
        | Wednesday 1 April 2026 | the Business Manager               | Amend the letter to the agencies |
        | Thursday 2 April 2026  | the Education Safeguarding Officer | Name schools and child care      |
        | Thursday 2 April 2026  | the Named Nurse Primary Care       | Support primary care             |
      And every agency but Halton Housing; The Riverside Group completes "Confirm involvement" on Thursday 2 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      And these are completed:
        | Tuesday 7 April 2026   | the Head of Neighbourhoods        | Confirm involvement for Halton Housing                       |                                       |
        | Tuesday 7 April 2026   | the Neighbourhood Housing Officer | Confirm involvement for The Riverside Group                  |                                       |
        | Wednesday 8 April 2026 | the Head of Neighbourhoods        | Confirm that the records are secured for Halton Housing      |                                       |
        | Wednesday 8 April 2026 | the Neighbourhood Housing Officer | Confirm that the records are secured for The Riverside Group |                                       |
        | Wednesday 8 April 2026 | the Head of Neighbourhoods        | Return the information for Halton Housing                    |                                       |
        | Wednesday 8 April 2026 | the Neighbourhood Housing Officer | Return the information for The Riverside Group               | Chronology: the landlord's chronology |

    Scenario: In the order in which it happened, and who else tells it
      Then the document shown with "Compile the information pack" says "The lift was out of order Monday 2 February 2026 9:15am The Riverside Group Repairs log Mother The lift stopped again Monday 2 February 2026 10:30am Halton Housing"
      And the document shown with "Compile the information pack" says "No number was given Also told by Halton Housing, row 2 Halton Housing, row 2, says otherwise: Time, Action or response Monday 9 March 2026"

    Scenario: What agencies tell differently
      Then the document shown with "Compile the information pack" says "The landlord's number was given Also told by The Riverside Group, row 6 The Riverside Group, row 6, says otherwise: Time, Action or response The Riverside Group, row 4, says otherwise: Child seen Monday 2 February 2026"
      And the document shown with "Compile the information pack" says "A loose window was reported A repair was booked Halton Housing, row 2, says otherwise: Child seen Monday 2 February 2026"

    Scenario: What only looks alike is not the same event, nor a contradiction
      Then the document shown with "Compile the information pack" says "10:30am The Riverside Group Repairs log Mother The window was found open at a home visit It was closed Monday 2 February 2026"

    Scenario: Four weeks without a record are no gap, a day more is one; what goes on leaves none
      Then the document shown with "Compile the information pack" does not say "Nothing is recorded for 28 days"
      And the document shown with "Compile the information pack" says "She asked for a window lock Nothing is recorded for 34 days, from 3 February 2026 to 8 March 2026"
      And the document shown with "Compile the information pack" says "A lock was ordered Nothing is recorded for 29 days, from 10 March 2026 to 7 April 2026"
      And the document shown with "Compile the information pack" does not say "6 December 2025"

  @RR-5 @RR-22 @RR-10
  Rule: The pack brings together what was returned, with the chronology looked at and what is missing explained

    Background:
      Given these are completed:
        | Wednesday 1 April 2026 | the Business Manager               | Plan the Rapid Review meeting    |
        | Wednesday 1 April 2026 | the Business Manager               | Name the agencies to ask         |
        | Wednesday 1 April 2026 | the Business Manager               | Amend the letter to the agencies |
        | Thursday 2 April 2026  | the Education Safeguarding Officer | Name schools and child care      |
        | Thursday 2 April 2026  | the Named Nurse Primary Care       | Support primary care             |
      And every agency but Halton Housing completes "Confirm involvement" on Thursday 2 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      And the Head of Neighbourhoods completes "Confirm involvement" for Halton Housing on Tuesday 7 April 2026
      And the Head of Neighbourhoods completes "Confirm that the records are secured" for Halton Housing on Tuesday 7 April 2026
      And the Head of Neighbourhoods completes "Return the information" for Halton Housing on Wednesday 8 April 2026, answering:
        | Is anything needed now to keep a child safe?   | yes                             |
        | What is needed, and what you have done         | A lock, fitted today            |
        | Other processes under way in your organisation | Police investigation            |
        | Is any of this shared without consent?         | yes                             |
        | Why it is necessary, and on what basis         | An ongoing police investigation |
        | What else your organisation holds              | Photographs of the window       |

    Scenario: The pack is written and circulated to the members of the Virtual Panel
      Then "Compile the information pack" is due on Friday 17 April 2026
      And the document shown with "Compile the information pack" says "The window was found open at a home visit"
      When the Business Manager completes "Compile the information pack" on Monday 13 April 2026
      Then the document "information pack" was written
      And the document "information pack" says "Meeting Thursday 16 April 2026, 10am"
      And the document "information pack" says "Where Conference Room 2, Widnes"
      And the document "information pack" says "Chair Cheshire Constabulary"
      And the document "information pack" says "Period under review Sunday 1 June 2025 to Sunday 29 March 2026"
      And the document "information pack" says "Asked: Bridgewater NHS, Cheshire Constabulary, CRC,"
      And the document "information pack" says "Schools and child care settings asked: none Asked late: none"
      And the document "information pack" says "CRC No, they are not known to it"
      And the document "information pack" says "Halton Housing Yes, it was involved"
      And the document "information pack" says "Expected and missing There are none"
      And the document "information pack" says "Who knew of the window?"
      And the document "information pack" says "Halton Housing"
      And the document "information pack" says "What the agencies returned Halton Housing Returned on Wednesday 8 April 2026. Practitioners consulted: yes. Involved from Monday 2 June 2025"
      And the document "information pack" says "Nature of the involvement. Home visits"
      And the document "information pack" says "Good practice. The visits were kept up when the family moved"
      And the document "information pack" says "Concerns and gaps. The open window was noted and not acted on"
      And the document "information pack" says "Joint working. The landlord was not told"
      And the document "information pack" says "Identity and context. White British"
      And the document "information pack" says "Immediate learning. Window safety is asked about at each visit now"
      And the document "information pack" says "Six home visits, the last in February"
      And the document "information pack" says "She said that she likes to climb"
      And the document "information pack" says "No contact from June to August"
      And the document "information pack" says "On the day of the last visit"
      And the document "information pack" says "Needed now to keep a child safe. A lock, fitted today"
      And the document "information pack" says "Other processes. Police investigation"
      And the document "information pack" says "Shared without consent. An ongoing police investigation"
      And the document "information pack" says "What else it holds. Photographs of the window"
      And the document "information pack" says "2 February 2026 10:30am Halton Housing Health visitor record A.J. The window was found open at a home visit The landlord's number was given"
      And the document "information pack" says "9 March 2026 Halton Housing Duty log Mother She asked for a window lock Nothing is recorded for 34 days"
      And the document "information pack" does not say "The review went on without"
      And the letter "pack circulated" was sent 3 times
      And the letter "pack circulated" to Cheshire Constabulary went to its Virtual Panel member
      And the letter "pack circulated" to Halton Borough Council went to its Virtual Panel member
      And the letter "pack circulated" says "When: Thursday 16 April 2026, 10am, for 150 minutes Where: Conference Room 2, Widnes"
      And the letter "pack circulated" does not say "window"
      And the letter "pack circulated" comes with the document "information pack"

    Scenario: What nobody said does not stand in it
      Given the Head of Service of Youth Justice Service refers a case on Saturday 28 March 2026, answering:
        | Date on which the local authority became aware of the incident | Wednesday 25 March 2026 |
      And these are completed:
        | Monday 30 March 2026 | the Business Manager | Check that the referral is complete |
        | Monday 30 March 2026 | the Business Manager | Arrange the Virtual Panel           |
      And all three partners give the view "Not notifiable - hold a Rapid Review" on Monday 30 March 2026
      And these are completed:
        | Tuesday 31 March 2026  | the Head of Safeguarding and Quality Assurance | Record the agreed decision                              | Outcome: Not notifiable - hold a Rapid Review |
        | Wednesday 1 April 2026 | the Business Manager                           | Plan the Rapid Review meeting                           |                                               |
        | Wednesday 1 April 2026 | the Business Manager                           | Name the agencies to ask                                |                                               |
        | Wednesday 1 April 2026 | the Business Manager                           | Amend the letter to the agencies                        |                                               |
        | Wednesday 1 April 2026 | the Business Manager                           | An agency is added                                      |                                               |
        | Thursday 2 April 2026  | the Business Manager                           | New information                                         |                                               |
        | Thursday 2 April 2026  | the Education Safeguarding Officer             | Name schools and child care                             |                                               |
        | Thursday 2 April 2026  | the Named Nurse Primary Care                   | Support primary care                                    |                                               |
        | Thursday 2 April 2026  | the Head of Neighbourhoods                     | Confirm involvement for Halton Housing                  |                                               |
        | Thursday 2 April 2026  | the Head of Neighbourhoods                     | Return the information for Halton Housing               |                                               |
        | Thursday 2 April 2026  | the Head of Neighbourhoods                     | Confirm that the records are secured for Halton Housing |                                               |
      And every agency completes "Confirm involvement" on Thursday 2 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      When the Business Manager completes "Compile the information pack" on Monday 13 April 2026
      Then the document "information pack" does not say "Needed now to keep a child safe"
      And the document "information pack" does not say "Other processes"
      And the document "information pack" does not say "Shared without consent"
      And the document "information pack" does not say "What else it holds"
      And the document "information pack" says "Asked late: Warrington Borough Council"
      And the document "information pack" says "Arrived on Thursday 2 April 2026, from The coroner's officer: The post-mortem found an older injury"

    Scenario Outline: What is not accepted of the pack
      When the Business Manager tries to complete "Compile the information pack" on Monday 13 April 2026, answering "<question>" with "<answer>"
      Then it is refused: "<because>"

      Examples:
        | question                                                 | answer  | because                                                         |
        | Have you read the merged chronology?                     | nothing | Choose: Have you read the merged chronology?                    |
        | Have you read the merged chronology?                     | no      | Read the merged chronology first                                |
        | Gaps in the chronology                                   | nothing | Enter: Gaps in the chronology                                   |
        | Where the agencies' accounts differ                      | nothing | Enter: Where the agencies' accounts differ                      |
        | Agencies that would be expected and are missing, and why | nothing | Enter: Agencies that would be expected and are missing, and why |
        | What the meeting should ask                              | nothing | Enter: What the meeting should ask                              |

    Scenario: An agency is added while the pack is compiled
      When the Business Manager completes "An agency is added" on Friday 10 April 2026
      Then "Confirm involvement" of Warrington Borough Council is due on Tuesday 14 April 2026
      And "Compile the information pack" is open for the Business unit

  @RR-2 @NOT-2
  Rule: The meeting is held in time, or the Head of Safeguarding hears of it

    Background:
      Given these are completed:
        | Wednesday 1 April 2026 | the Business Manager               | Plan the Rapid Review meeting    |
        | Wednesday 1 April 2026 | the Business Manager               | Name the agencies to ask         |
        | Wednesday 1 April 2026 | the Business Manager               | Amend the letter to the agencies |
        | Thursday 2 April 2026  | the Education Safeguarding Officer | Name schools and child care      |
        | Thursday 2 April 2026  | the Named Nurse Primary Care       | Support primary care             |

    Scenario: Information is still gathered when the meeting should have been held
      When Thursday 16 April 2026 ends
      Then the Head of Safeguarding is not told that RR-2 is late
      When Friday 17 April 2026 ends
      Then the Head of Safeguarding is told once that RR-2 is late

    Scenario: The pack is not compiled
      Given every agency completes "Confirm involvement" on Thursday 2 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      Then "Compile the information pack" is open for the Business unit
      And "Compile the information pack" is due on Friday 17 April 2026
      When Thursday 16 April 2026 ends
      Then the Head of Safeguarding is not told that RR-2 is late
      When Friday 17 April 2026 ends
      Then the Head of Safeguarding is told once that RR-2 is late
      When the Business Manager tries to complete "Compile the information pack" on Monday 20 April 2026
      Then it is refused: "Enter: Why this is late"

    Scenario: The chair is reminded to hold it
      Given every agency completes "Confirm involvement" on Thursday 2 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      And the Business Manager completes "Compile the information pack" on Monday 13 April 2026
      When Monday 20 April 2026 ends
      Then the reminders of RR-2 are:
        | Wednesday 15 April 2026 | Rapid Review chair |
        | Thursday 16 April 2026  | Rapid Review chair |
        | Friday 17 April 2026    | Rapid Review chair |
        | Monday 20 April 2026    | Rapid Review chair |

    Scenario: Part one is not held
      Given every agency completes "Confirm involvement" on Thursday 2 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      And the Business Manager completes "Compile the information pack" on Monday 13 April 2026
      Then "Hold the meeting, part one" is open for the Rapid Review chair
      And "Hold the meeting, part one" is due on Friday 17 April 2026
      When Thursday 16 April 2026 ends
      Then the Head of Safeguarding is not told that RR-2 is late
      When Friday 17 April 2026 ends
      Then the Head of Safeguarding is told once that RR-2 is late
      When the Detective Superintendent tries to complete "Hold the meeting, part one" on Monday 20 April 2026
      Then it is refused: "Enter: Why this is late"

    Scenario: Part two is not held
      Given every agency completes "Confirm involvement" on Thursday 2 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      And the Business Manager completes "Compile the information pack" on Monday 13 April 2026
      And the Detective Superintendent completes "Hold the meeting, part one" on Thursday 16 April 2026
      Then "Hold the meeting, part two" is open for the Rapid Review chair
      And "Hold the meeting, part two" is due on Friday 17 April 2026
      When Thursday 16 April 2026 ends
      Then the Head of Safeguarding is not told that RR-2 is late
      When Friday 17 April 2026 ends
      Then the Head of Safeguarding is told once that RR-2 is late
      When the Detective Superintendent tries to complete "Hold the meeting, part two" on Monday 20 April 2026
      Then it is refused: "Enter: Why this is late"

  @RR-2 @RR-7 @RR-L5
  Rule: The meeting is in the calendars of all who are invited, and follows there when it is moved

    Background:
      Given these are completed:
        | Wednesday 1 April 2026 | the Business Manager               | Plan the Rapid Review meeting    |
        | Wednesday 1 April 2026 | the Business Manager               | Name the agencies to ask         |
        | Wednesday 1 April 2026 | the Business Manager               | Amend the letter to the agencies |
        | Thursday 2 April 2026  | the Education Safeguarding Officer | Name schools and child care      |
        | Thursday 2 April 2026  | the Named Nurse Primary Care       | Support primary care             |
      And the Head of Neighbourhoods completes "Confirm involvement" for Halton Housing on Thursday 2 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |

    Scenario: While the information is gathered
      Then CRC is invited to the meeting on Thursday 16 April 2026, from 10am to 12:30pm, at "Conference Room 2, Widnes"
      And the letter "meeting invitation" to CRC says "When: Thursday 16 April 2026, 10am, for 150 minutes"
      And Warrington Borough Council is not invited to the meeting
      When the Business Manager completes "The meeting is moved" on Tuesday 7 April 2026
      Then the date of "meeting planned" is Friday 17 April 2026
      And the letter "meeting moved" to CRC says "When: Friday 17 April 2026, 2pm, for 120 minutes"
      And the letter "meeting moved" to CRC says "Where: Town Hall, Runcorn"
      And the letter "meeting moved" to CRC says "Chair: the member of the Virtual Panel of Cheshire Constabulary"
      And CRC is invited to the meeting on Friday 17 April 2026, from 2pm to 4pm, at "Town Hall, Runcorn"
      And the letter "meeting moved" was not sent to Halton Housing
      And the invitation of Halton Housing is cancelled
      When the Business Manager completes "An agency is added" on Tuesday 7 April 2026
      Then the letter "meeting invitation" to Warrington Borough Council says "When: Friday 17 April 2026, 2pm, for 120 minutes"
      And the letter "meeting invitation" to Warrington Borough Council says "Where: Town Hall, Runcorn"
      And Warrington Borough Council is invited to the meeting on Friday 17 April 2026, from 2pm to 4pm, at "Town Hall, Runcorn"
      And "Confirm involvement" of Warrington Borough Council is due on Wednesday 15 April 2026
      When the Business Manager completes "An attendee is identified" on Tuesday 7 April 2026
      Then the letter "attendee invitation" says "When: Friday 17 April 2026, 2pm, for 120 minutes"
      And the letter "attendee invitation" says "Where: Town Hall, Runcorn"
      And Attendee is invited to the meeting on Friday 17 April 2026, from 2pm to 4pm, at "Town Hall, Runcorn"

    Scenario: What was planned stands there, for the Business Manager to change
      Then what stands in "When is the meeting now?" of "The meeting is moved" says "Thursday 16 April 2026, 10am"
      And what stands in "For how many minutes is it planned now?" of "The meeting is moved" says "150"
      And what stands in "Where is it held now?" of "The meeting is moved" says "Conference Room 2, Widnes"

    Scenario: An attendee who is identified is invited, too
      When the Business Manager completes "An attendee is identified" on Tuesday 7 April 2026
      Then Attendee is invited to the meeting on Thursday 16 April 2026, from 10am to 12:30pm, at "Conference Room 2, Widnes"

    Scenario: While the pack is compiled, and when it has gone
      Given the Business Manager completes "The gathering is closed" on Tuesday 14 April 2026
      When the Business Manager completes "The meeting is moved" on Tuesday 14 April 2026
      Then CRC is invited to the meeting on Friday 17 April 2026, from 2pm to 4pm, at "Town Hall, Runcorn"
      When the Business Manager completes "Compile the information pack" on Tuesday 14 April 2026
      Then the letter "pack circulated" to Cheshire Constabulary says "When: Friday 17 April 2026, 2pm, for 120 minutes"
      And the letter "pack circulated" to Cheshire Constabulary says "Where: Town Hall, Runcorn"
      And the document "information pack" says "Meeting Friday 17 April 2026, 2pm"
      And the document "information pack" says "Where Town Hall, Runcorn"
      And Virtual Panel member is invited to the meeting on Friday 17 April 2026, from 2pm to 4pm, at "Town Hall, Runcorn"
      When the Business Manager completes "The meeting is moved" on Wednesday 15 April 2026, answering:
        | When is the meeting now?                | Friday 17 April 2026 at 9am |
        | For how many minutes is it planned now? | 90                          |
        | Where is it held now?                   | By video                    |
      Then CRC is invited to the meeting on Friday 17 April 2026, from 9am to 10:30am, at "By video"
      And Virtual Panel member is invited to the meeting on Friday 17 April 2026, from 9am to 10:30am, at "By video"
      And what is kept of "The meeting is moved" includes:
        | Why the meeting is moved | The chair is ill |

    Scenario Outline: What the record of the move needs
      When the Business Manager tries to complete "The meeting is moved" on Tuesday 7 April 2026, answering "<question>" with "<answer>"
      Then it is refused: "<because>"

      Examples:
        | question                                | answer                      | because                                        |
        | When is the meeting now?                | nothing                     | Enter: When is the meeting now?                |
        | When is the meeting now?                | Monday 6 April 2026 at 10am | The meeting must be today or later             |
        | For how many minutes is it planned now? | nothing                     | Enter: For how many minutes is it planned now? |
        | For how many minutes is it planned now? | 721                         | must be between 15 and 720                     |
        | Where is it held now?                   | nothing                     | Enter: Where is it held now?                   |
        | Why the meeting is moved                | nothing                     | Enter: Why the meeting is moved                |

    Scenario: Nobody but the business unit moves it
      When the Head of Safeguarding and Quality Assurance tries to complete "The meeting is moved" on Tuesday 7 April 2026
      Then it is refused: "may not do"

  @RR-2 @RR-10 @RR-11
  Rule: In part one, practitioners help to understand the family; they leave before part two

    Background:
      Given these are completed:
        | Wednesday 1 April 2026 | the Business Manager               | Plan the Rapid Review meeting    | Are first-line managers and practitioners invited to part one?: yes |
        | Wednesday 1 April 2026 | the Business Manager               | Name the agencies to ask         |                                                                     |
        | Wednesday 1 April 2026 | the Business Manager               | Amend the letter to the agencies |                                                                     |
        | Thursday 2 April 2026  | the Education Safeguarding Officer | Name schools and child care      |                                                                     |
        | Thursday 2 April 2026  | the Named Nurse Primary Care       | Support primary care             |                                                                     |
      And every agency completes "Confirm involvement" on Thursday 2 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      And the Business Manager completes "Compile the information pack" on Monday 13 April 2026

    Scenario: Those invited are told so, and their agencies name them
      Then the letter "meeting invitation" to Halton Housing says "First-line managers and practitioners who know the family are welcome to part one"
      And the letter "meeting invitation" to Halton Housing says "asked to leave before threshold and next steps are discussed in part two"

    Scenario: The chair opens part two when they have left
      Then "Hold the meeting, part two" is not open
      When the Detective Chief Superintendent completes "Hold the meeting, part one" on Thursday 16 April 2026
      Then "Hold the meeting, part two" is open for the Rapid Review chair
      And what is kept of "Hold the meeting, part one" includes:
        | Date of the meeting                                       | Thursday 16 April 2026                                    |
        | Who attended?                                             | a manager and a practitioner                              |
        | The facts, as far as they can be established now          | The child fell from a window that was known not to close  |
        | Arrangements that keep the children involved safe         | Both children are with an aunt                            |
        | Learning that can be shared at once, and how it is shared | Ask about windows; a briefing goes to all teams on Monday |
        | Have the practitioners and first-line managers left?      | yes                                                       |

    Scenario: The record of part two is closed to whoever left before it
      Given the Detective Chief Superintendent completes "Hold the meeting, part one" on Thursday 16 April 2026, answering "Who attended?" with "a deputy who leaves after part one"
      When the Detective Chief Superintendent completes "Hold the meeting, part two" on Thursday 16 April 2026
      Then the Detective Superintendent reads what was recorded in "Hold the meeting, part one"
      And the Detective Superintendent does not read what was recorded in "Hold the meeting, part two"
      And the Detective Chief Superintendent reads what was recorded in "Hold the meeting, part two"
      And the Chief Nurse reads what was recorded in "Hold the meeting, part two"
      And the Head of Neighbourhoods does not read what was recorded in "Hold the meeting, part two"

    Scenario: Whoever stays reads the record of both parts
      Given the Detective Chief Superintendent completes "Hold the meeting, part one" on Thursday 16 April 2026
      When the Detective Chief Superintendent completes "Hold the meeting, part two" on Thursday 16 April 2026
      Then the Detective Superintendent reads what was recorded in "Hold the meeting, part two"

    Scenario Outline: Who may chair the meeting
      When the <post> tries to complete "Hold the meeting, part one" on Thursday 16 April 2026
      Then it is <result>

      Examples:
        | post                                       | result                |
        | Detective Chief Superintendent             | accepted              |
        | Detective Superintendent                   | accepted              |
        | Director of Children's Services            | refused: "may not do" |
        | Chief Nurse                                | refused: "may not do" |
        | Business Manager                           | refused: "may not do" |
        | Head of Safeguarding and Quality Assurance | refused: "may not do" |

    @RR-L5
    Scenario Outline: A meeting on another day than the invitations named says why
      When the Detective Superintendent tries to complete "Hold the meeting, part one" on Friday 17 April 2026, answering:
        | Date of the meeting                                                | <held> |
        | Why the meeting was not held on the day that the invitations named | <why>  |
      Then it is <result>

      Examples:
        | held                    | why                                           | result                                                                               |
        | Thursday 16 April 2026  | nothing                                       | accepted                                                                             |
        | Wednesday 15 April 2026 | nothing                                       | refused: "Enter: Why the meeting was not held on the day that the invitations named" |
        | Wednesday 15 April 2026 | Brought forward; all who come were telephoned | accepted                                                                             |
        | Friday 17 April 2026    | nothing                                       | refused: "Enter: Why the meeting was not held on the day that the invitations named" |

    @RR-L5
    Scenario: A meeting that was moved needs no further reason
      When the Business Manager completes "The meeting is moved" on Tuesday 14 April 2026, answering "When is the meeting now?" with "Wednesday 15 April 2026 at 9am"
      And the Detective Superintendent tries to complete "Hold the meeting, part one" on Wednesday 15 April 2026
      Then it is accepted

    Scenario Outline: What is not accepted of part one
      When the Detective Superintendent tries to complete "Hold the meeting, part one" on Thursday 16 April 2026, answering "<question>" with "<answer>"
      Then it is refused: "<because>"

      Examples:
        | question                                                  | answer                                 | because                                                           |
        | Date of the meeting                                       | nothing                                | Enter: Date of the meeting                                        |
        | Date of the meeting                                       | Friday 17 April 2026                   | The date of the meeting must be today or in the past              |
        | Who attended?                                             | nothing                                | Who attended?                                                     |
        | Who attended?                                             | sixty-one people                       | 60                                                                |
        | Who attended?                                             | somebody without a name                | Enter: Name                                                       |
        | Who attended?                                             | somebody without a job title           | Enter: Job title                                                  |
        | Who attended?                                             | somebody without an organisation       | Enter: Organisation                                               |
        | Who attended?                                             | somebody of whom the part is not known | Choose: Which parts?                                              |
        | The facts, as far as they can be established now          | nothing                                | Enter: The facts, as far as they can be established now           |
        | Arrangements that keep the children involved safe         | nothing                                | Enter: Arrangements that keep the children involved safe          |
        | Is further immediate action needed to keep children safe? | nothing                                | Choose: Is further immediate action needed to keep children safe? |
        | Learning that can be shared at once, and how it is shared | nothing                                | Enter: Learning that can be shared at once, and how it is shared  |
        | Have the practitioners and first-line managers left?      | nothing                                | Choose: Have the practitioners and first-line managers left?      |
        | Have the practitioners and first-line managers left?      | no                                     | They leave before threshold and next steps are discussed          |

  @RR-10 @RR-15
  Rule: Immediate safety actions start at once, beside the review

    Background:
      Given these are completed:
        | Wednesday 1 April 2026 | the Business Manager               | Plan the Rapid Review meeting    | Are first-line managers and practitioners invited to part one?: no |
        | Wednesday 1 April 2026 | the Business Manager               | Name the agencies to ask         |                                                                    |
        | Wednesday 1 April 2026 | the Business Manager               | Amend the letter to the agencies |                                                                    |
        | Thursday 2 April 2026  | the Education Safeguarding Officer | Name schools and child care      |                                                                    |
        | Thursday 2 April 2026  | the Named Nurse Primary Care       | Support primary care             |                                                                    |
      And every agency completes "Confirm involvement" on Thursday 2 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      And the Business Manager completes "Compile the information pack" on Monday 13 April 2026

    Scenario: The actions go to their agencies while the meeting goes on
      When the Detective Superintendent tries to complete "Hold the meeting, part one" on Thursday 16 April 2026, answering:
        | Is further immediate action needed to keep children safe? | yes |
      Then it is refused: "Record the immediate safety actions first, so that they start at once"
      When the Head of Safeguarding and Quality Assurance completes "Immediate safety actions are agreed" on Thursday 16 April 2026
      Then the letter "action given" was sent to Halton Housing
      And "Carry out the action" of Halton Housing is open
      When the Detective Superintendent completes "Hold the meeting, part one" on Thursday 16 April 2026, answering:
        | Is further immediate action needed to keep children safe? | yes |
      Then "Hold the meeting, part two" is open for the Rapid Review chair
      And "Carry out the action" of Halton Housing is open
      And what is kept of "Immediate safety actions are agreed" includes:
        | When were they agreed? | Thursday 16 April 2026 |
        | Actions                | a window lock          |

    Scenario: Further actions are agreed later, beside the first
      Given the Head of Safeguarding and Quality Assurance completes "Immediate safety actions are agreed" on Tuesday 7 April 2026
      When the Head of Safeguarding and Quality Assurance completes "Immediate safety actions are agreed" on Thursday 9 April 2026, answering:
        | Actions | two actions |
      Then "Carry out the action" is open 3 times

    Scenario Outline: What is not accepted of safety actions
      When the Head of Safeguarding and Quality Assurance tries to complete "Immediate safety actions are agreed" on Thursday 16 April 2026, answering "<question>" with "<answer>"
      Then it is refused: "<because>"

      Examples:
        | question               | answer                           | because                                      |
        | When were they agreed? | nothing                          | Enter: When were they agreed?                |
        | When were they agreed? | Friday 17 April 2026             | The day must be today or in the past         |
        | Actions                | nothing                          | Actions                                      |
        | Actions                | nothing that is to be done       | Enter: What is to be done                    |
        | Actions                | an action of no agency           | Choose: Which agency does it?                |
        | Actions                | an action without an owner       | Enter: Job title of who answers for it       |
        | Actions                | an action without a date         | Enter: To be done by                         |
        | Actions                | an action that was due yesterday | An action cannot be due before it was agreed |

    Scenario: Nobody is asked whether practitioners have left who were not invited
      When the Detective Superintendent completes "Hold the meeting, part one" on Thursday 16 April 2026, answering:
        | Have the practitioners and first-line managers left? | nothing |
      Then "Hold the meeting, part two" is open for the Rapid Review chair

  @RR-10 @RR-12 @RR-17 @RR-18 @RR-20 @RR-21 @CRI-4 @CRI-9 @CRI-10 @CRI-11
  Rule: In part two the criteria are one decision, whether an LCSPR is undertaken another, each with clear reasons

    Background:
      Given these are completed:
        | Wednesday 1 April 2026 | the Business Manager               | Plan the Rapid Review meeting    | Are first-line managers and practitioners invited to part one?: no |
        | Wednesday 1 April 2026 | the Business Manager               | Name the agencies to ask         |                                                                    |
        | Wednesday 1 April 2026 | the Business Manager               | Amend the letter to the agencies |                                                                    |
        | Thursday 2 April 2026  | the Education Safeguarding Officer | Name schools and child care      |                                                                    |
        | Thursday 2 April 2026  | the Named Nurse Primary Care       | Support primary care             |                                                                    |
      And every agency completes "Confirm involvement" on Thursday 2 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      And the Business Manager completes "Compile the information pack" on Monday 13 April 2026
      And the Detective Superintendent completes "Hold the meeting, part one" on Thursday 16 April 2026

    Scenario: The criteria are met and an LCSPR is undertaken
      When the Detective Superintendent completes "Hold the meeting, part two" on Friday 17 April 2026, answering:
        | Date of the decision | Thursday 16 April 2026 |
      Then the date of "lcspr decided" is Thursday 16 April 2026
      And the date of "learning proposed" is not known
      And "Draft the Chair's Report" is open for the Rapid Review chair
      And what is kept of "Hold the meeting, part two" includes:
        | Proposed members of the scoping panel                                  | the designated nurse                            |
        | Key lines of enquiry                                                   | What was known of the home, and who acted on it |
        | The period that the review should look at, and how long it should take | The year before the incident; five months       |
        | Clear reasons for the decision                                         | How agencies see the home can be improved       |
        | Potential for additional learning                                      | How landlords hear of hazards                   |
      And what is kept of "Hold the meeting, part two" does not include "What does the meeting propose instead?"

    Scenario: The criteria are met and no LCSPR is undertaken
      When the Detective Superintendent completes "Hold the meeting, part two" on Friday 17 April 2026, answering:
        | Date of the decision                                      | Thursday 16 April 2026 |
        | Is a Local Child Safeguarding Practice Review undertaken? | no                     |
      Then the date of "lcspr decided" is not known
      And the date of "learning proposed" is Thursday 16 April 2026
      And what is kept of "Hold the meeting, part two" includes:
        | What does the meeting propose instead? | A Local Reflective Review |
      And what is kept of "Hold the meeting, part two" does not include "Proposed members of the scoping panel"

    Scenario: The date of the decision may be corrected by the Head of Safeguarding
      Given the Detective Superintendent completes "Hold the meeting, part two" on Friday 17 April 2026
      When the Head of Safeguarding and Quality Assurance corrects the date of "lcspr decided" to Thursday 16 April 2026, because "It was entered a day late"
      Then the date of "lcspr decided" is Thursday 16 April 2026

    @DEF-1 @DEF-2
    Scenario Outline: Definition, criteria and decision are three answers
      When the Detective Superintendent tries to complete "Hold the meeting, part two" on Thursday 16 April 2026, answering:
        | Is it a serious child safeguarding case by the definition?                          | <serious>    |
        | Are the criteria for an LCSPR met?                                                  | <met>        |
        | Is a Local Child Safeguarding Practice Review undertaken?                           | <lcspr>      |
        | What makes the case important, although the definition or the criteria are not met? | <importance> |
      Then it is <result>

      Examples:
        | serious | met     | lcspr   | importance    | result                                                                                                 |
        | yes     | yes     | yes     | nothing       | accepted                                                                                               |
        | yes     | yes     | no      | nothing       | accepted                                                                                               |
        | yes     | no      | no      | nothing       | accepted                                                                                               |
        | no      | no      | no      | nothing       | accepted                                                                                               |
        | yes     | no      | yes     | nothing       | refused: "Choose: What makes the case important, although the definition or the criteria are not met?" |
        | no      | yes     | yes     | nothing       | refused: "Choose: What makes the case important, although the definition or the criteria are not met?" |
        | no      | yes     | yes     | Good practice | accepted                                                                                               |
        | no      | no      | yes     | Poor practice | accepted                                                                                               |
        | yes     | no      | yes     | A near miss   | accepted                                                                                               |
        | nothing | yes     | yes     | nothing       | refused: "Choose: Is it a serious child safeguarding case by the definition?"                          |
        | yes     | nothing | yes     | nothing       | refused: "Choose: Are the criteria for an LCSPR met?"                                                  |
        | yes     | yes     | nothing | nothing       | refused: "Choose: Is a Local Child Safeguarding Practice Review undertaken?"                           |

    @CRI-1 @CRI-2 @CRI-3 @CRI-4 @CRI-5 @CRI-6 @CRI-7 @CRI-8 @RR-14
    Scenario Outline: Each criterion is considered, with its grounds
      When the Detective Superintendent tries to complete "Hold the meeting, part two" on Thursday 16 April 2026, answering:
        | <criterion> | <answer> |
        | <grounds>   | <words>  |
      Then it is <result>

      Examples:
        | criterion                                                                             | answer  | grounds                                  | words                | result                                                                                                   |
        | Does the case highlight, or may it highlight, improvements that are needed?           | yes     | Which improvements, and on what grounds  | nothing              | refused: "Enter: Which improvements, and on what grounds"                                                |
        | Does the case highlight, or may it highlight, improvements that are needed?           | yes     | Which improvements, and on what grounds  | As the meeting found | accepted                                                                                                 |
        | Does the case highlight, or may it highlight, improvements that are needed?           | nothing | Which improvements, and on what grounds  | nothing              | refused: "Choose: Does the case highlight, or may it highlight, improvements that are needed?"           |
        | Does it highlight, or may it highlight, recurrent themes?                             | yes     | Which themes, and on what grounds        | nothing              | refused: "Enter: Which themes, and on what grounds"                                                      |
        | Does it highlight, or may it highlight, recurrent themes?                             | yes     | Which themes, and on what grounds        | As the meeting found | accepted                                                                                                 |
        | Does it highlight, or may it highlight, recurrent themes?                             | nothing | Which themes, and on what grounds        | nothing              | refused: "Choose: Does it highlight, or may it highlight, recurrent themes?"                             |
        | Does it raise concerns about two or more organisations working together effectively?  | yes     | Which organisations, and on what grounds | nothing              | refused: "Enter: Which organisations, and on what grounds"                                               |
        | Does it raise concerns about two or more organisations working together effectively?  | yes     | Which organisations, and on what grounds | As the meeting found | accepted                                                                                                 |
        | Does it raise concerns about two or more organisations working together effectively?  | nothing | Which organisations, and on what grounds | nothing              | refused: "Choose: Does it raise concerns about two or more organisations working together effectively?"  |
        | Has the National Panel considered the case and found a local review more appropriate? | yes     | What the National Panel said             | nothing              | refused: "Enter: What the National Panel said"                                                           |
        | Has the National Panel considered the case and found a local review more appropriate? | yes     | What the National Panel said             | As the meeting found | accepted                                                                                                 |
        | Has the National Panel considered the case and found a local review more appropriate? | nothing | What the National Panel said             | nothing              | refused: "Choose: Has the National Panel considered the case and found a local review more appropriate?" |
        | Is there cause for concern about the actions of a single agency?                      | yes     | Which agency, and on what grounds        | nothing              | refused: "Enter: Which agency, and on what grounds"                                                      |
        | Is there cause for concern about the actions of a single agency?                      | yes     | Which agency, and on what grounds        | As the meeting found | accepted                                                                                                 |
        | Is there cause for concern about the actions of a single agency?                      | nothing | Which agency, and on what grounds        | nothing              | refused: "Choose: Is there cause for concern about the actions of a single agency?"                      |
        | Was no agency involved, and does that give cause for concern?                         | yes     | Why that is a concern                    | nothing              | refused: "Enter: Why that is a concern"                                                                  |
        | Was no agency involved, and does that give cause for concern?                         | yes     | Why that is a concern                    | As the meeting found | accepted                                                                                                 |
        | Was no agency involved, and does that give cause for concern?                         | nothing | Why that is a concern                    | nothing              | refused: "Choose: Was no agency involved, and does that give cause for concern?"                         |
        | Is more than one local authority, police area or integrated care board involved?      | yes     | Which areas, and what follows from it    | nothing              | refused: "Enter: Which areas, and what follows from it"                                                  |
        | Is more than one local authority, police area or integrated care board involved?      | yes     | Which areas, and what follows from it    | As the meeting found | accepted                                                                                                 |
        | Is more than one local authority, police area or integrated care board involved?      | nothing | Which areas, and what follows from it    | nothing              | refused: "Choose: Is more than one local authority, police area or integrated care board involved?"      |
        | Does it raise issues about children in an institution?                                | yes     | Which institution, and what issues       | nothing              | refused: "Enter: Which institution, and what issues"                                                     |
        | Does it raise issues about children in an institution?                                | yes     | Which institution, and what issues       | As the meeting found | accepted                                                                                                 |
        | Does it raise issues about children in an institution?                                | nothing | Which institution, and what issues       | nothing              | refused: "Choose: Does it raise issues about children in an institution?"                                |

    @RR-17
    Scenario: The criteria are not met unless one of them is
      When the Detective Superintendent tries to complete "Hold the meeting, part two" on Thursday 16 April 2026, answering:
        | Does the case highlight, or may it highlight, improvements that are needed? | no |
      Then it is refused: "The criteria are met only if at least one of them is"

    Scenario Outline: Any one of them is enough
      When the Detective Superintendent tries to complete "Hold the meeting, part two" on Thursday 16 April 2026, answering:
        | Does the case highlight, or may it highlight, improvements that are needed? | no                   |
        | <criterion>                                                                 | yes                  |
        | <grounds>                                                                   | As the meeting found |
      Then it is accepted

      Examples:
        | criterion                                                                             | grounds                                  |
        | Does it highlight, or may it highlight, recurrent themes?                             | Which themes, and on what grounds        |
        | Does it raise concerns about two or more organisations working together effectively?  | Which organisations, and on what grounds |
        | Has the National Panel considered the case and found a local review more appropriate? | What the National Panel said             |
        | Is there cause for concern about the actions of a single agency?                      | Which agency, and on what grounds        |
        | Was no agency involved, and does that give cause for concern?                         | Why that is a concern                    |
        | Is more than one local authority, police area or integrated care board involved?      | Which areas, and what follows from it    |
        | Does it raise issues about children in an institution?                                | Which institution, and what issues       |

    Scenario Outline: What else is not accepted
      When the Detective Superintendent tries to complete "Hold the meeting, part two" on Thursday 16 April 2026, answering:
        | Is a Local Child Safeguarding Practice Review undertaken? | <lcspr>  |
        | <question>                                                | <answer> |
      Then it is refused: "<because>"

      Examples:
        | lcspr | question                                                               | answer                              | because                                                                       |
        | yes   | Date of the decision                                                   | nothing                             | Enter: Date of the decision                                                   |
        | yes   | Date of the decision                                                   | Friday 17 April 2026                | The date of the decision must be today or in the past                         |
        | yes   | On what grounds they are met, or why they are not                      | nothing                             | Enter: On what grounds they are met, or why they are not                      |
        | yes   | Clear reasons for the decision                                         | nothing                             | Enter: Clear reasons for the decision                                         |
        | yes   | Would a national review be necessary?                                  | nothing                             | Choose: Would a national review be necessary?                                 |
        | yes   | Would a national review be necessary?                                  | yes                                 | Enter: Why a national review would be necessary                               |
        | yes   | Proposed members of the scoping panel                                  | nothing                             | Proposed members of the scoping panel                                         |
        | yes   | Proposed members of the scoping panel                                  | a member without a name             | Enter: Name                                                                   |
        | yes   | Proposed members of the scoping panel                                  | a member without a job title        | Enter: Job title                                                              |
        | yes   | Proposed members of the scoping panel                                  | a member without an organisation    | Enter: Organisation                                                           |
        | yes   | Key lines of enquiry                                                   | nothing                             | Enter: Key lines of enquiry                                                   |
        | yes   | The period that the review should look at, and how long it should take | nothing                             | Enter: The period that the review should look at, and how long it should take |
        | no    | What does the meeting propose instead?                                 | nothing                             | Choose: What does the meeting propose instead?                                |
        | no    | What does the meeting propose instead?                                 | No further learning is to be gained | Enter: Why no further learning is to be gained                                |
        | yes   | Potential for additional learning                                      | nothing                             | Enter: Potential for additional learning                                      |

    @RR-11
    Scenario: Only the chair records part two
      When the Head of Neighbourhoods tries to complete "Hold the meeting, part two" on Thursday 16 April 2026
      Then it is refused: "may not do"

    @RR-13
    Scenario: The Rapid Review is completed with its report
      When these are completed:
        | Thursday 16 April 2026 | the Detective Superintendent                   | Hold the meeting, part two   |
        | Friday 17 April 2026   | the Detective Superintendent                   | Draft the Chair's Report     |
        | Monday 20 April 2026   | the Detective Superintendent                   | Sign as chair                |
        | Monday 20 April 2026   | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding |
      Then the Rapid Review ended with "Rapid Review completed"

  @RR-2 @RR-4 @RR-10 @RR-17
  Rule: What the forms ask

    Scenario: The form "Plan the Rapid Review meeting"
      Then the form "Plan the Rapid Review meeting" asks:
        | When is the meeting?                                           | always        | date time |
        | For how many minutes is it planned?                            | always        | number    |
        | Why the meeting is not held by its due date                    | if it applies | text      |
        | Why the meeting does not wait for the agencies' returns        | if it applies | text      |
        | Where is it held?                                              | always        | line      |
        | Which partner's member of the Virtual Panel chairs it?         | always        | partners  |
        | First day of the period under review                           | always        | date      |
        | Last day of the period under review                            | always        | date      |
        | Are first-line managers and practitioners invited to part one? | always        | yes no    |

    Scenario: The form "The meeting is moved"
      Then the form "The meeting is moved" asks:
        | When is the meeting now?                | always | date time |
        | For how many minutes is it planned now? | always | number    |
        | Where is it held now?                   | always | line      |
        | Why the meeting is moved                | always | text      |

    Scenario: The form "Name the agencies to ask"
      Then the form "Name the agencies to ask" asks:
        | Further agencies that may be involved                                         | may be        | group                                                                                                                                                                                                                     |
        | Agency: Agency                                                                | always        | agencies                                                                                                                                                                                                                  |
        | Agency: Whom to ask there                                                     | may be        | line                                                                                                                                                                                                                      |
        | Agency: Why it may be involved                                                | may be        | line                                                                                                                                                                                                                      |
        | Does the child live, or did the family live, in another area?                 | always        | yes no                                                                                                                                                                                                                    |
        | Which areas, and which agencies there are asked                               | if it applies | text                                                                                                                                                                                                                      |
        | On what lawful basis is the information asked for?                            | always        | Public task: the safeguarding partners' functions under the Children Act 2004; Legal obligation: a request under section 16H of the Children Act 2004; Vital interests: somebody's life is to be protected; Another basis |
        | What else is to be known of the basis                                         | if it applies | text                                                                                                                                                                                                                      |
        | Have you had regard to the guidance of the Information Commissioner's Office? | always        | yes no                                                                                                                                                                                                                    |

    Scenario: The form "Amend the letter to the agencies"
      Then the form "Amend the letter to the agencies" asks:
        | The letter                                           | always | text                                                                         |
        | Who signs it?                                        | always | Learning and Development Officer; Head of Safeguarding and Quality Assurance |
        | Have you read the letter, and does it name no child? | always | yes no                                                                       |

    Scenario: The form "An agency is added"
      Then the form "An agency is added" asks:
        | Which agencies are added?                     | always | group    |
        | Agency: Agency                                | always | agencies |
        | Agency: How it became known, and why only now | always | text     |

    Scenario: The form "An attendee is identified"
      Then the form "An attendee is identified" asks:
        | Which agency does the attendee belong to?              | always | agencies                  |
        | Job title of the attendee                              | always | line                      |
        | Which parts of the meeting is the attendee invited to? | always | Both parts; Part one only |
        | Why the attendee is needed                             | always | text                      |

    Scenario: The form "New information"
      Then the form "New information" asks:
        | When did it arrive?                                      | always | date   |
        | Where does it come from?                                 | always | line   |
        | What is new?                                             | always | text   |
        | Does it call for immediate action to keep children safe? | always | yes no |
        | Documents                                                | may be | file   |

    Scenario: The form "Go on without what is missing"
      Then the form "Go on without what is missing" asks:
        | Which agencies have not answered?   | always | text |
        | What was done to get their answers  | always | text |
        | Why the review goes on without them | always | text |

    Scenario: The form "Compile the information pack"
      Then the form "Compile the information pack" asks:
        | Have you read the merged chronology?                     | always | yes no |
        | Gaps in the chronology                                   | always | text   |
        | Where the agencies' accounts differ                      | always | text   |
        | Agencies that would be expected and are missing, and why | always | text   |
        | What the meeting should ask                              | always | text   |

    Scenario: The form "Record part one of the meeting"
      Then the form "Record part one of the meeting" asks:
        | Date of the meeting                                                | always        | date                      |
        | Why the meeting was not held on the day that the invitations named | if it applies | text                      |
        | Who attended?                                                      | always        | group                     |
        | Attendee: Name                                                     | always        | line                      |
        | Attendee: Job title                                                | always        | line                      |
        | Attendee: Organisation                                             | always        | line                      |
        | Attendee: Which parts?                                             | always        | Both parts; Part one only |
        | Attendee: Their account in this service, if they have one          | may be        | people                    |
        | The facts, as far as they can be established now                   | always        | text                      |
        | Arrangements that keep the children involved safe                  | always        | text                      |
        | Is further immediate action needed to keep children safe?          | always        | yes no                    |
        | Learning that can be shared at once, and how it is shared          | always        | text                      |
        | Have the practitioners and first-line managers left?               | if it applies | yes no                    |

    Scenario: The form "Record immediate safety actions"
      Then the form "Record immediate safety actions" asks:
        | When were they agreed?                         | always | date     |
        | Actions                                        | always | group    |
        | Safety action: What is to be done              | always | text     |
        | Safety action: Which agency does it?           | always | agencies |
        | Safety action: Job title of who answers for it | always | line     |
        | Safety action: To be done by                   | always | date     |

    Scenario: The form "Record part two of the meeting"
      Then the form "Record part two of the meeting" asks:
        | Date of the decision                                                                  | always        | date                                                                                        |
        | Is it a serious child safeguarding case by the definition?                            | always        | yes no                                                                                      |
        | Does the case highlight, or may it highlight, improvements that are needed?           | always        | yes no                                                                                      |
        | Which improvements, and on what grounds                                               | if it applies | text                                                                                        |
        | Does it highlight, or may it highlight, recurrent themes?                             | always        | yes no                                                                                      |
        | Which themes, and on what grounds                                                     | if it applies | text                                                                                        |
        | Does it raise concerns about two or more organisations working together effectively?  | always        | yes no                                                                                      |
        | Which organisations, and on what grounds                                              | if it applies | text                                                                                        |
        | Has the National Panel considered the case and found a local review more appropriate? | always        | yes no                                                                                      |
        | What the National Panel said                                                          | if it applies | text                                                                                        |
        | Is there cause for concern about the actions of a single agency?                      | always        | yes no                                                                                      |
        | Which agency, and on what grounds                                                     | if it applies | text                                                                                        |
        | Was no agency involved, and does that give cause for concern?                         | always        | yes no                                                                                      |
        | Why that is a concern                                                                 | if it applies | text                                                                                        |
        | Is more than one local authority, police area or integrated care board involved?      | always        | yes no                                                                                      |
        | Which areas, and what follows from it                                                 | if it applies | text                                                                                        |
        | Does it raise issues about children in an institution?                                | always        | yes no                                                                                      |
        | Which institution, and what issues                                                    | if it applies | text                                                                                        |
        | Are the criteria for an LCSPR met?                                                    | always        | yes no                                                                                      |
        | On what grounds they are met, or why they are not                                     | always        | text                                                                                        |
        | Is a Local Child Safeguarding Practice Review undertaken?                             | always        | yes no                                                                                      |
        | What makes the case important, although the definition or the criteria are not met?   | if it applies | Good practice; Poor practice; A near miss                                                   |
        | Clear reasons for the decision                                                        | always        | text                                                                                        |
        | Would a national review be necessary?                                                 | always        | yes no                                                                                      |
        | Why a national review would be necessary                                              | if it applies | text                                                                                        |
        | Proposed members of the scoping panel                                                 | if it applies | group                                                                                       |
        | Member: Name                                                                          | always        | line                                                                                        |
        | Member: Job title                                                                     | always        | line                                                                                        |
        | Member: Organisation                                                                  | always        | line                                                                                        |
        | Key lines of enquiry                                                                  | if it applies | text                                                                                        |
        | The period that the review should look at, and how long it should take                | if it applies | text                                                                                        |
        | What does the meeting propose instead?                                                | if it applies | A Local Reflective Review; A review by a single agency; No further learning is to be gained |
        | Why no further learning is to be gained                                               | if it applies | text                                                                                        |
        | Potential for additional learning                                                     | always        | text                                                                                        |
