Feature: Agency return
  One agency is asked. It confirms at once whether it was involved, secures its records and returns what it knows with a
  chronology; or it gives its reasons for not sharing, which the Head of Safeguarding considers.

  Background:
    Given the Head of Service of Youth Justice Service refers a case on Saturday 28 March 2026, answering:
      | Date on which the local authority became aware of the incident | Wednesday 25 March 2026 |
    And these are completed:
      | Monday 30 March 2026 | the Business Manager | Check that the referral is complete |
      | Monday 30 March 2026 | the Business Manager | Prepare the letter to the referrer  |
      | Monday 30 March 2026 | the Business Manager | Arrange the Virtual Panel           |
    And all three partners give the view "Not notifiable - hold a Rapid Review" on Monday 30 March 2026
    And these are completed:
      | Monday 30 March 2026  | the Head of Safeguarding and Quality Assurance | Record the agreed decision       | Outcome: Not notifiable - hold a Rapid Review |
      | Tuesday 31 March 2026 | the Business Manager                           | Plan the Rapid Review meeting    |                                               |
      | Tuesday 31 March 2026 | the Business Manager                           | Name the agencies to ask         |                                               |
      | Tuesday 31 March 2026 | the Business Manager                           | Amend the letter to the agencies |                                               |

  @RR-4 @RR-5 @RR-9 @RR-7 @INF-1 @INF-4 @APP-2
  Rule: Each agency is sent three letters at once, with dates worked out, and none names a child

    Scenario: The letter that accompanies the return
      Then the letter "agency request" was sent to Halton Housing
      And the letter "agency request" to Halton Housing went to its Agency
      And the letter "agency request" to Halton Housing says "Dear colleague, we have agreed to review this case."
      And the letter "agency request" to Halton Housing says "This letter is for Halton Housing"
      And the letter "agency request" to Halton Housing says "The date for your return is Monday 13 April 2026. Until then you have 7 working days"
      And the letter "agency request" to Halton Housing says "The lawful basis of this request: Public task: the safeguarding partners' functions under the Children Act 2004, Legal obligation: a request under section 16H of the Children Act 2004"
      And the letter "agency request" to Halton Housing says "Yours sincerely Learning and Development Officer"
      And the letter "agency request" to Halton Housing says "CYPsafeguardingPartnership@halton.gov.uk"
      And the letter "agency request" to Halton Housing says "the Rapid Review return and the chronology template"
      And the letter "agency request" to Halton Housing does not say "asked later than others"
      And the letter "agency request" to Halton Housing does not say "Amy"

    Scenario: Whom to look for stands above the form, and in no letter
      Then the document shown with "Confirm involvement" of Halton Housing says "Amy Jones Wednesday 1 May 2019 1 High Street, Widnes Halton"
      And the document shown with "Confirm involvement" of Halton Housing says "Period under review:"
      And the document shown with "Confirm involvement" of Halton Housing says "None were named"
      When the Head of Neighbourhoods completes "Confirm involvement" for Halton Housing on Wednesday 1 April 2026
      Then the document shown with "Return the information" of Halton Housing says "Amy Jones"

    Scenario: The request to secure records
      Then the letter "records request" to Halton Housing went to its Agency
      And the letter "records request" to Halton Housing says "Halton Housing is asked to secure all its records and files"
      And the letter "records request" to Halton Housing says "not accessible to personnel other than through a nominated representative"
      And the letter "records request" to Halton Housing says "Where access is needed for current casework, make a copy and secure it, too"
      And the letter "records request" to Halton Housing does not say "Amy"

    Scenario: The invitation to the meeting
      Then the letter "meeting invitation" to Halton Housing went to its Agency
      And the letter "meeting invitation" to Halton Housing says "Halton Housing is invited to the Rapid Review meeting"
      And the letter "meeting invitation" to Halton Housing says "When: Thursday 16 April 2026, 10am"
      And the letter "meeting invitation" to Halton Housing says "Where: Conference Room 2, Widnes"
      And the letter "meeting invitation" to Halton Housing says "the member of the Virtual Panel of Cheshire Constabulary"
      And the letter "meeting invitation" to Halton Housing says "whether to undertake a Local Child Safeguarding Practice Review"
      And the letter "meeting invitation" to Halton Housing does not say "practitioners"
      And the letter "meeting invitation" to Halton Housing does not say "Amy"

    @RR-6 @APP-2
    Scenario: The individuals are named in the service alone, to whoever checks records or returns information
      Then the document shown with "Confirm involvement" of Halton Housing says "Amy Jones Wednesday 1 May 2019"
      And the document shown with "Confirm involvement" of Halton Housing says "Period under review: Sunday 1 June 2025 to Saturday 28 March 2026"
      And the document shown with "Confirm involvement" of Halton Housing says "On Wednesday 25 March 2026, in Halton"
      And the document shown with "Confirm involvement" of Halton Housing says "None were named"
      When the Head of Neighbourhoods completes "Confirm involvement" for Halton Housing on Wednesday 1 April 2026
      Then the document shown with "Return the information" of Halton Housing says "Amy Jones"

  @RR-6 @RR-7
  Rule: An agency to which nobody is known says so, and is uninvited

    Scenario: A nil return is one answer
      When the Head of Neighbourhoods completes "Confirm involvement" for Halton Housing on Wednesday 1 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
        | Which records you searched                                                                             | The tenancy file             |
      Then the Agency return ended with "Nil return"
      And the letter "invitation cancelled" was sent to Halton Housing
      And the letter "invitation cancelled" to Halton Housing went to its Agency
      And the letter "invitation cancelled" to Halton Housing says "The invitation to the Rapid Review meeting on Thursday 16 April 2026 is cancelled"
      And the letter "invitation cancelled" to Halton Housing says "are not known to Halton Housing. Nothing more is asked of you"
      And the letter "invitation cancelled" was not sent to CRC
      And the invitation of Halton Housing is cancelled
      And CRC is invited to the meeting on Thursday 16 April 2026, from 10am to 12:30pm, at "Conference Room 2, Widnes"
      And "Return the information" of Halton Housing is not open
      And "Confirm that the records are secured" of Halton Housing is not open
      And what is kept of "Confirm involvement" of Halton Housing includes:
        | Which records you searched | The tenancy file |

    Scenario: An agency that was involved stays invited
      When the Head of Neighbourhoods completes "Confirm involvement" for Halton Housing on Wednesday 1 April 2026
      Then the letter "invitation cancelled" was not sent
      And "Return the information" of Halton Housing is open for the Agency
      And "Confirm that the records are secured" of Halton Housing is open for the Agency

    Scenario: Involvement is answered
      When the Head of Neighbourhoods tries to complete "Confirm involvement" for Halton Housing on Wednesday 1 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | nothing |
      Then it is refused: "Was your organisation involved with the child, the family or others named, in the period under review?"

  @RR-9
  Rule: Records are secured with a nominated representative; what casework needs is copied

    Background:
      Given the Head of Neighbourhoods completes "Confirm involvement" for Halton Housing on Wednesday 1 April 2026

    Scenario: Secured, with a copy for current casework
      When the Head of Neighbourhoods completes "Confirm that the records are secured" for Halton Housing on Thursday 2 April 2026, answering:
        | On which day were all records and files secured? | Wednesday 1 April 2026 |
        | Are the records needed for current casework?     | yes                    |
        | Has a copy been made for casework, and secured?  | yes                    |
      Then "Confirm that the records are secured" of Halton Housing is not open
      And what is kept of "Confirm that the records are secured" of Halton Housing includes:
        | Name of the nominated representative             | Robin Hale                                                    |
        | Job title of the nominated representative        | Information Governance Manager                                |
        | On which day were all records and files secured? | Wednesday 1 April 2026                                        |
        | Where are they kept?                             | In the locked records room; the electronic file is restricted |

    @RR-L6
    Scenario: Confirmed within two working days; the Head of Safeguarding is told if it is not
      Then "Confirm that the records are secured" of Halton Housing is due on Tuesday 7 April 2026
      When Monday 6 April 2026 ends
      Then the Head of Safeguarding is not told that RR-L6 is late for Halton Housing
      When Tuesday 7 April 2026 ends
      Then the Head of Safeguarding is told once that RR-L6 is late for Halton Housing
      When the Head of Neighbourhoods tries to complete "Confirm that the records are secured" for Halton Housing on Wednesday 8 April 2026
      Then it is refused: "Enter: Why this is late"

    @RR-L6
    Scenario: An agency asked late has the same two days, from its own answer
      Given the Business Manager completes "An agency is added" on Wednesday 8 April 2026
      When the Head of Safeguarding and Review completes "Confirm involvement" for Warrington Borough Council on Friday 10 April 2026
      Then "Confirm that the records are secured" of Warrington Borough Council is due on Tuesday 14 April 2026
      And "Confirm that the records are secured" of Halton Housing is due on Tuesday 7 April 2026

    Scenario Outline: What is not accepted of the record of what is secured
      When the Head of Neighbourhoods tries to complete "Confirm that the records are secured" for Halton Housing on Thursday 2 April 2026, answering:
        | Are the records needed for current casework? | <needed> |
        | <question>                                   | <answer> |
      Then it is refused: "<because>"

      Examples:
        | needed  | question                                         | answer              | because                                                        |
        | no      | Name of the nominated representative             | nothing             | Enter: Name of the nominated representative                    |
        | no      | Job title of the nominated representative        | nothing             | Enter: Job title of the nominated representative               |
        | no      | On which day were all records and files secured? | nothing             | Enter: On which day were all records and files secured?        |
        | no      | On which day were all records and files secured? | Friday 3 April 2026 | The day must be today or in the past; secure the records first |
        | no      | Where are they kept?                             | nothing             | Enter: Where are they kept?                                    |
        | nothing | Where are they kept?                             | In the records room | Choose: Are the records needed for current casework?           |
        | yes     | Has a copy been made for casework, and secured?  | nothing             | Choose: Has a copy been made for casework, and secured?        |
        | yes     | Has a copy been made for casework, and secured?  | no                  | Make a copy for casework and secure it first                   |

    Scenario: An agency is done when its records are secured and its information is returned
      When the Head of Neighbourhoods completes "Return the information" for Halton Housing on Tuesday 7 April 2026
      Then "Confirm that the records are secured" of Halton Housing is open
      When the Head of Neighbourhoods completes "Confirm that the records are secured" for Halton Housing on Tuesday 7 April 2026
      Then the Agency return ended with "Returned"

  @RR-5 @RR-8 @INF-3 @APP-2
  Rule: The return gathers the basic facts and the agency's own view, with a chronology

    Background:
      Given the Head of Neighbourhoods completes "Confirm involvement" for Halton Housing on Wednesday 1 April 2026

    Scenario: Returned in time
      Given the Head of Neighbourhoods completes "Confirm that the records are secured" for Halton Housing on Thursday 2 April 2026
      When the Head of Neighbourhoods completes "Return the information" for Halton Housing on Monday 13 April 2026
      And Monday 13 April 2026 ends
      Then the Agency return ended with "Returned"
      And the Head of Safeguarding is not told that RR-8 is late for Halton Housing
      And the letter "agency overdue" was not sent to Halton Housing
      And what is kept of "Return the information" of Halton Housing includes:
        | Name of the manager who completes this | Jo Park      |
        | People known to your organisation      | the mother   |
        | Chronology                             | a chronology |

    Scenario: All that may be said besides
      When the Head of Neighbourhoods completes "Return the information" for Halton Housing on Tuesday 7 April 2026, answering:
        | Were the practitioners consulted?              | no                                           |
        | Why they were not consulted                    | Both have left                               |
        | Last day of your involvement                   | Sunday 1 March 2026                          |
        | People known to your organisation              | the mother and her partner                   |
        | Other processes under way in your organisation | Police investigation, Internal investigation |
        | Is anything needed now to keep a child safe?   | yes                                          |
        | What is needed, and what you have done         | A lock, fitted today                         |
        | What else your organisation holds              | Photographs of the window                    |
        | Is any of this shared without consent?         | yes                                          |
        | Why it is necessary, and on what basis         | An ongoing police investigation              |
      Then what is kept of "Return the information" of Halton Housing includes:
        | Were the practitioners consulted?              | no                                           |
        | Why they were not consulted                    | Both have left                               |
        | Last day of your involvement                   | Sunday 1 March 2026                          |
        | People known to your organisation              | the mother and her partner                   |
        | Other processes under way in your organisation | Police investigation, Internal investigation |
        | What is needed, and what you have done         | A lock, fitted today                         |
        | What else your organisation holds              | Photographs of the window                    |
        | Is any of this shared without consent?         | yes                                          |
        | Why it is necessary, and on what basis         | An ongoing police investigation              |

    Scenario Outline: What is not accepted of a return
      When the Head of Neighbourhoods tries to complete "Return the information" for Halton Housing on Tuesday 7 April 2026, answering "<question>" with "<answer>"
      Then it is refused: "<because>"

      Examples:
        | question                                                  | answer                            | because                                                          |
        | Name of the manager who completes this                    | nothing                           | Enter: Name of the manager who completes this                    |
        | Job title of the manager                                  | nothing                           | Enter: Job title of the manager                                  |
        | Were the practitioners consulted?                         | nothing                           | Choose: Were the practitioners consulted?                        |
        | Were the practitioners consulted?                         | no                                | Enter: Why they were not consulted                               |
        | Records checked                                           | nothing                           | Enter: Records checked                                           |
        | First day of your involvement                             | nothing                           | Enter: First day of your involvement                             |
        | First day of your involvement                             | Wednesday 8 April 2026            | The first day of your involvement must be today or in the past   |
        | Last day of your involvement                              | Sunday 1 June 2025                | The involvement cannot end before it began                       |
        | Nature of the involvement                                 | nothing                           | Enter: Nature of the involvement                                 |
        | People known to your organisation                         | nothing                           | People known to your organisation                                |
        | People known to your organisation                         | somebody without a name           | Enter: Name                                                      |
        | People known to your organisation                         | somebody without a relationship   | Enter: Relationship to the child                                 |
        | People known to your organisation                         | somebody of whom nothing is known | Enter: What your organisation knows of this person               |
        | Summary of the facts                                      | nothing                           | Enter: Summary of the facts                                      |
        | Chronology                                                | nothing                           | Upload: Chronology                                               |
        | Chronology                                                | a text document                   | must be one of: xlsx                                             |
        | Chronology                                                | a chronology without a source     | Source of information: is empty                                  |
        | Chronology                                                | a chronology of tomorrow          | is in the future                                                 |
        | Chronology                                                | a chronology out of order         | put the rows in order                                               |
        | Chronology                                                | a chronology that ends too soon   | is before the row's own start                                    |
        | Chronology                                                | a chronology that repeats itself  | tells the same event as row 2                                    |
        | Good practice                                             | nothing                           | Enter: Good practice                                             |
        | Concerns about practice, and gaps                         | nothing                           | Enter: Concerns about practice, and gaps                         |
        | How organisations worked together                         | nothing                           | Enter: How organisations worked together                         |
        | The child's voice                                         | nothing                           | Enter: The child's voice                                         |
        | Identity and context of the child and the family          | nothing                           | Enter: Identity and context of the child and the family          |
        | Immediate learning, and what you have done with it        | nothing                           | Enter: Immediate learning, and what you have done with it        |
        | Is anything needed now to keep a child safe?              | nothing                           | Choose: Is anything needed now to keep a child safe?             |
        | Is anything needed now to keep a child safe?              | yes                               | Enter: What is needed, and what you have done                    |
        | Is any of this shared without consent?                    | nothing                           | Choose: Is any of this shared without consent?                   |
        | Is any of this shared without consent?                    | yes                               | Enter: Why it is necessary, and on what basis                    |
        | Name and job title of the person who approved this return | nothing                           | Enter: Name and job title of the person who approved this return |

  @RR-11
  Rule: Where practitioners are to be invited to part one, the agency names them

    Background:
      Given the Head of Service of Youth Justice Service refers a case on Saturday 28 March 2026, answering:
        | Date on which the local authority became aware of the incident | Wednesday 25 March 2026 |
        | Household and significant others                               | Amy's mother            |
      And these are completed:
        | Monday 30 March 2026 | the Business Manager | Check that the referral is complete |
        | Monday 30 March 2026 | the Business Manager | Arrange the Virtual Panel           |
      And all three partners give the view "Not notifiable - hold a Rapid Review" on Monday 30 March 2026
      And these are completed:
        | Monday 30 March 2026   | the Head of Safeguarding and Quality Assurance | Record the agreed decision             | Outcome: Not notifiable - hold a Rapid Review                       |
        | Tuesday 31 March 2026  | the Business Manager                           | Plan the Rapid Review meeting          | Are first-line managers and practitioners invited to part one?: yes |
        | Tuesday 31 March 2026  | the Business Manager                           | Name the agencies to ask               |                                                                     |
        | Tuesday 31 March 2026  | the Business Manager                           | Amend the letter to the agencies       |                                                                     |
        | Wednesday 1 April 2026 | the Head of Neighbourhoods                     | Confirm involvement for Halton Housing |                                                                     |

    Scenario: The invitation says that they are welcome, and that they leave before part two
      Then the letter "meeting invitation" to Halton Housing says "First-line managers and practitioners who know the family are welcome to part one; name them in your return"

    Scenario: The household that the referral named is shown, too
      Then the document shown with "Return the information" of Halton Housing says "Kim Jones Mother Sunday 14 July 1996 1 High Street, Widnes"

    Scenario: The return names them
      When the Head of Neighbourhoods tries to complete "Return the information" for Halton Housing on Tuesday 7 April 2026, answering:
        | Which practitioners and first-line managers should come to part one of the meeting? | nothing |
      Then it is refused: "Enter: Which practitioners and first-line managers should come to part one of the meeting?"
      When the Head of Neighbourhoods completes "Return the information" for Halton Housing on Tuesday 7 April 2026
      Then what is kept of "Return the information" of Halton Housing includes:
        | Which practitioners and first-line managers should come to part one of the meeting? | The health visitor and her team leader |

  @RR-8 @RR-L3
  Rule: Who has not answered is reminded; when the date has passed, the Head of Safeguarding and the agency's senior hear of it

    Scenario: An agency that has not answered is reminded seven working days after receipt
      Then the limits of RR-L3 are:
        | local | referral received | Thursday 9 April 2026 |
      When Wednesday 8 April 2026 ends
      Then the letter "agency reminder" was not sent
      When Thursday 9 April 2026 ends
      Then the letter "agency reminder" was sent to Halton Housing
      And the letter "agency reminder" to Halton Housing went to its Agency
      And the letter "agency reminder" to Halton Housing says "The return of Halton Housing for the Rapid Review"
      And the letter "agency reminder" to Halton Housing says "is due on Monday 13 April 2026"
      And the letter "agency reminder" to Halton Housing says "Please say first whether your organisation was involved"

    Scenario: An agency that works on its return is reminded of it, one that has returned it is not
      Given the Head of Neighbourhoods completes "Confirm involvement" for Halton Housing on Wednesday 1 April 2026
      And the Commissioning Manager completes "Confirm involvement" for Halton Borough Council Public Health on Wednesday 1 April 2026
      And the Commissioning Manager completes "Return the information" for Halton Borough Council Public Health on Tuesday 7 April 2026
      When Thursday 9 April 2026 ends
      Then the letter "agency reminder" to Halton Housing says "You have told us that your organisation was involved"
      And the letter "agency reminder" was not sent to Halton Borough Council Public Health

    Scenario: Whoever answers for an agency is reminded of the day
      When Tuesday 14 April 2026 ends
      Then the reminders of RR-8 for Halton Housing are:
        | Thursday 9 April 2026 | Agency |
        | Monday 13 April 2026  | Agency |
        | Tuesday 14 April 2026 | Agency |

    Scenario: An agency that has not answered in time
      Then "Confirm involvement" of Halton Housing is due on Monday 13 April 2026
      And the limits of RR-8 are:
        | framework | referral received | Monday 13 April 2026 |
      When Friday 10 April 2026 ends
      Then the Head of Safeguarding is not told that RR-8 is late for Halton Housing
      When Monday 13 April 2026 ends
      Then the Head of Safeguarding is told once that RR-8 is late for Halton Housing
      And the letter "escalate" to Halton Housing says "has passed for Halton Housing: Agencies prioritise the form"
      And the letter "agency overdue" to Halton Housing went to its Agency senior
      And the letter "agency overdue" to Halton Housing says "Halton Housing was asked for information"
      And the letter "agency overdue" to Halton Housing says "Its return was due on Monday 13 April 2026 (clause RR-8)"
      And the letter "agency overdue" to Halton Housing says "It has not said yet whether it was involved"
      When the Head of Neighbourhoods tries to complete "Confirm involvement" for Halton Housing on Tuesday 14 April 2026
      Then it is refused: "Enter: Why this is late"

    Scenario: An agency that was involved and has not returned in time
      Given the Head of Neighbourhoods completes "Confirm involvement" for Halton Housing on Wednesday 1 April 2026
      Then "Return the information" of Halton Housing is due on Monday 13 April 2026
      When Monday 13 April 2026 ends
      Then the Head of Safeguarding is told once that RR-8 is late for Halton Housing
      And the letter "agency overdue" to Halton Housing says "It has confirmed that it was involved. The return itself is missing"
      When the Head of Neighbourhoods tries to complete "Return the information" for Halton Housing on Tuesday 14 April 2026
      Then it is refused: "Enter: Why this is late"
      When the Head of Neighbourhoods completes "Return the information" for Halton Housing on Tuesday 14 April 2026, answering:
        | Why this is late | The file was in another office |
      Then "Return the information" of Halton Housing is not open

    Scenario: A corrected date of receipt moves every open return
      When the Business Manager corrects the date of "referral received" to Thursday 26 March 2026, because "It lay in the mailbox over the weekend"
      Then "Confirm involvement" of Halton Housing is due on Friday 10 April 2026

  @RR-L1 @RR-6
  Rule: An agency that is asked late has its own date, two working days before the meeting

    Background:
      Given the Business Manager completes "An agency is added" on Friday 10 April 2026

    Scenario: Its letter says its own date
      Then the letter "agency request" was sent to Warrington Borough Council
      And the letter "agency request" to Warrington Borough Council says "Your organisation is asked later than others. Its own date is Tuesday 14 April 2026, two working days before the meeting, whatever date is given above. Until then you have 2 working days"
      And the letter "agency request" to Warrington Borough Council does not say "The date for your return is"
      And "Confirm involvement" of Warrington Borough Council is due on Tuesday 14 April 2026
      And the limits of RR-L1 are:
        | local | meeting planned | Tuesday 14 April 2026 |
      And "Confirm involvement" of Halton Housing is due on Monday 13 April 2026

    Scenario: It answers in time
      Then the document shown with "Confirm involvement" of Warrington Borough Council says "Amy Jones"
      When the Head of Safeguarding and Review completes "Confirm involvement" for Warrington Borough Council on Monday 13 April 2026
      Then "Return the information" of Warrington Borough Council is due on Tuesday 14 April 2026
      And the document shown with "Return the information" of Warrington Borough Council says "Amy Jones"
      When the Head of Safeguarding and Review completes "Return the information" for Warrington Borough Council on Tuesday 14 April 2026
      And the Head of Safeguarding and Review completes "Confirm that the records are secured" for Warrington Borough Council on Tuesday 14 April 2026
      And Tuesday 14 April 2026 ends
      Then the Agency return ended with "Returned"
      And the Head of Safeguarding is not told that RR-L1 is late for Warrington Borough Council
      And the letter "agency overdue" was not sent to Warrington Borough Council

    Scenario: It is not reminded of a date that is not its own, nor late before its own date
      When Monday 13 April 2026 ends
      Then the letter "agency reminder" was not sent to Warrington Borough Council
      And the letter "agency overdue" was not sent to Warrington Borough Council
      And the Head of Safeguarding is not told that RR-8 is late for Warrington Borough Council

    Scenario: It has not answered in time
      When Tuesday 14 April 2026 ends
      Then the Head of Safeguarding is told once that RR-L1 is late for Warrington Borough Council
      And the letter "agency overdue" to Warrington Borough Council went to its Agency senior
      And the letter "agency overdue" to Warrington Borough Council says "Its return was due on Tuesday 14 April 2026 (clause RR-L1)"
      And the Head of Safeguarding is not told that RR-8 is late for Warrington Borough Council
      When the Head of Safeguarding and Review tries to complete "Confirm involvement" for Warrington Borough Council on Wednesday 15 April 2026
      Then it is refused: "Enter: Why this is late"

    Scenario: It was involved and has not returned in time
      Given the Head of Safeguarding and Review completes "Confirm involvement" for Warrington Borough Council on Monday 13 April 2026
      When Tuesday 14 April 2026 ends
      Then the Head of Safeguarding is told once that RR-L1 is late for Warrington Borough Council
      And the letter "agency overdue" to Warrington Borough Council says "It has confirmed that it was involved"
      When the Head of Safeguarding and Review tries to complete "Return the information" for Warrington Borough Council on Wednesday 15 April 2026
      Then it is refused: "Enter: Why this is late"

    Scenario: A nil return of an agency that was asked late
      When the Head of Safeguarding and Review completes "Confirm involvement" for Warrington Borough Council on Monday 13 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      Then the letter "invitation cancelled" was sent to Warrington Borough Council

    Scenario: The meeting moves, and the date with it
      When the Business Manager completes "The meeting is moved" on Monday 13 April 2026
      Then "Confirm involvement" of Warrington Borough Council is due on Wednesday 15 April 2026

  @INF-1 @INF-2 @INF-3
  Rule: Information is not withheld without good reason

    Background:
      Given the Head of Neighbourhoods completes "Confirm involvement" for Halton Housing on Wednesday 1 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | It will not share what it knows |
        | Why the information is not shared                                                                      | The tenant has not agreed       |

    Scenario: A refusal has its reason
      When the Community Director - Cheshire tries to complete "Confirm involvement" for CRC on Wednesday 1 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | It will not share what it knows |
      Then it is refused: "Enter: Why the information is not shared"

    Scenario: The Head of Safeguarding considers it, nobody else
      Then "Consider the refusal" of Halton Housing is open for the Head of Safeguarding
      And "Return the information" of Halton Housing is not open
      When the Head of Neighbourhoods tries to complete "Consider the refusal" for Halton Housing on Thursday 2 April 2026
      Then it is refused: "may not do"

    Scenario: With good reason
      When the Head of Safeguarding and Quality Assurance completes "Consider the refusal" for Halton Housing on Thursday 2 April 2026, answering:
        | Does the agency withhold the information with good reason? | Yes, it is excused                   |
        | Reasons                                                    | The same records are with the police |
      Then the Agency return ended with "Excused with good reason"
      And "Confirm involvement" of Halton Housing is not open
      And the letter "information required" was not sent
      And what is kept of "Consider the refusal" of Halton Housing includes:
        | What was considered, and what the agency said to it | The agency says that its client has not consented |
        | Reasons                                             | The same records are with the police              |

    Scenario: Without good reason the information is required again, once, and the legal power is named
      When the Head of Safeguarding and Quality Assurance completes "Consider the refusal" for Halton Housing on Thursday 2 April 2026
      Then the letter "information required" to Halton Housing went to its Agency
      And the letter "information required" to Halton Housing says "Halton Housing has told us that it will not share"
      And the letter "information required" to Halton Housing says "required under section 16H of the Children Act 2004"
      And "Confirm involvement" of Halton Housing is due on Monday 13 April 2026
      When the Head of Neighbourhoods completes "Confirm involvement" for Halton Housing on Tuesday 7 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | It will not share what it knows |
        | Why the information is not shared                                                                      | Our lawyers are asked           |
      And the Head of Safeguarding and Quality Assurance tries to complete "Consider the refusal" for Halton Housing on Wednesday 8 April 2026
      Then it is refused: "No, the information is required again can no longer be chosen"
      When the Head of Safeguarding and Quality Assurance completes "Consider the refusal" for Halton Housing on Wednesday 8 April 2026, answering:
        | Does the agency withhold the information with good reason? | No, legal action is taken                      |
        | Legal advice that was taken                                | The council's solicitor advises an application |
        | What legal action is taken, by whom and when               | An application to the county court on Friday   |
      Then the Agency return ended with "Legal action decided"
      And what is kept of "Consider the refusal" of Halton Housing includes:
        | Legal advice that was taken                  | The council's solicitor advises an application |
        | What legal action is taken, by whom and when | An application to the county court on Friday   |

    Scenario: An agency that is required to answer does
      Given the Head of Safeguarding and Quality Assurance completes "Consider the refusal" for Halton Housing on Thursday 2 April 2026
      When the Head of Neighbourhoods completes "Confirm involvement" for Halton Housing on Tuesday 7 April 2026
      Then "Return the information" of Halton Housing is open

    Scenario: What is required once of one agency may be required of another
      Given the Head of Safeguarding and Quality Assurance completes "Consider the refusal" for Halton Housing on Thursday 2 April 2026
      And the Community Director - Cheshire completes "Confirm involvement" for CRC on Thursday 2 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | It will not share what it knows |
        | Why the information is not shared                                                                      | The client has not agreed       |
      When the Head of Safeguarding and Quality Assurance completes "Consider the refusal" for CRC on Thursday 2 April 2026
      Then the letter "information required" was sent to CRC

    Scenario: An agency that was asked late is required to answer by its own date
      Given the Business Manager completes "An agency is added" on Friday 10 April 2026
      And the Head of Safeguarding and Review completes "Confirm involvement" for Warrington Borough Council on Friday 10 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | It will not share what it knows |
        | Why the information is not shared                                                                      | It is another area's case       |
      When the Head of Safeguarding and Quality Assurance completes "Consider the refusal" for Warrington Borough Council on Friday 10 April 2026
      Then "Confirm involvement" of Warrington Borough Council is due on Tuesday 14 April 2026

    Scenario Outline: What the form does not take
      When the Head of Safeguarding and Quality Assurance tries to complete "Consider the refusal" for Halton Housing on Thursday 2 April 2026, answering:
        | Does the agency withhold the information with good reason? | <outcome> |
        | <question>                                                 | <answer>  |
      Then it is refused: "<because>"

      Examples:
        | outcome                   | question                                            | answer  | because                                                            |
        | nothing                   | Reasons                                             | Enough  | Choose: Does the agency withhold the information with good reason? |
        | Yes, it is excused        | Reasons                                             | nothing | Enter: Reasons                                                     |
        | Yes, it is excused        | What was considered, and what the agency said to it | nothing | Enter: What was considered, and what the agency said to it         |
        | No, legal action is taken | Legal advice that was taken                         | nothing | Enter: Legal advice that was taken                                 |
        | No, legal action is taken | What legal action is taken, by whom and when        | nothing | Enter: What legal action is taken, by whom and when                |

  @RR-5 @RR-6 @RR-9 @INF-2
  Rule: What the forms ask

    Scenario: The form "Confirm involvement"
      Then the form "Confirm involvement" asks:
        | Was your organisation involved with the child, the family or others named, in the period under review? | always        | Yes, it was involved; No, they are not known to it; It will not share what it knows |
        | Why the information is not shared                                                                      | if it applies | text                                                                                |
        | Which records you searched                                                                             | may be        | text                                                                                |

    Scenario: The form "Confirm that the records are secured"
      Then the form "Confirm that the records are secured" asks:
        | Name of the nominated representative             | always        | line   |
        | Job title of the nominated representative        | always        | line   |
        | On which day were all records and files secured? | always        | date   |
        | Where are they kept?                             | always        | line   |
        | Are the records needed for current casework?     | always        | yes no |
        | Has a copy been made for casework, and secured?  | if it applies | yes no |

    Scenario: The form "Return the information"
      Then the form "Return the information" asks:
        | Name of the manager who completes this                                              | always        | line                                                                                                                                      |
        | Job title of the manager                                                            | always        | line                                                                                                                                      |
        | Were the practitioners consulted?                                                   | always        | yes no                                                                                                                                    |
        | Why they were not consulted                                                         | if it applies | text                                                                                                                                      |
        | Which practitioners and first-line managers should come to part one of the meeting? | if it applies | text                                                                                                                                      |
        | Records checked                                                                     | always        | text                                                                                                                                      |
        | First day of your involvement                                                       | always        | date                                                                                                                                      |
        | Last day of your involvement                                                        | may be        | date                                                                                                                                      |
        | Nature of the involvement                                                           | always        | text                                                                                                                                      |
        | People known to your organisation                                                   | always        | group                                                                                                                                     |
        | Person: Name                                                                        | always        | line                                                                                                                                      |
        | Person: Relationship to the child                                                   | always        | line                                                                                                                                      |
        | Person: What your organisation knows of this person                                 | always        | text                                                                                                                                      |
        | Summary of the facts                                                                | always        | text of at most 1000 words                                                                                                                |
        | Chronology                                                                          | always        | file                                                                                                                                      |
        | Good practice                                                                       | always        | text                                                                                                                                      |
        | Concerns about practice, and gaps                                                   | always        | text                                                                                                                                      |
        | How organisations worked together                                                   | always        | text                                                                                                                                      |
        | The child's voice                                                                   | always        | text                                                                                                                                      |
        | Identity and context of the child and the family                                    | always        | text                                                                                                                                      |
        | Other processes under way in your organisation                                      | may be        | Police investigation; Coroner; Child death review; Internal investigation; Employment or professional conduct proceedings; Something else |
        | Immediate learning, and what you have done with it                                  | always        | text                                                                                                                                      |
        | Is anything needed now to keep a child safe?                                        | always        | yes no                                                                                                                                    |
        | What is needed, and what you have done                                              | if it applies | text                                                                                                                                      |
        | What else your organisation holds                                                   | may be        | text                                                                                                                                      |
        | Is any of this shared without consent?                                              | always        | yes no                                                                                                                                    |
        | Why it is necessary, and on what basis                                              | if it applies | text                                                                                                                                      |
        | Name and job title of the person who approved this return                           | always        | line                                                                                                                                      |

    Scenario: The spreadsheet "Chronology"
      Then each row of the spreadsheet "Chronology" asks:
        | Date                   | always | date, perhaps uncertain                                   |
        | Time                   | may be | time                                                      |
        | Order on the day       | may be | number                                                    |
        | Source of information  | always | line                                                      |
        | End date               | may be | date, perhaps uncertain                                   |
        | End time               | may be | time                                                      |
        | Person concerned       | always | line                                                      |
        | Event                  | always | text                                                      |
        | Action or response     | may be | text                                                      |
        | Practitioner's role    | may be | line                                                      |
        | Child seen             | may be | Seen alone; Seen with others; Not seen; Does not apply    |
        | The child's voice      | may be | text                                                      |
        | Significance           | may be | Key event; Context                                        |
        | Analysis and comment   | may be | text                                                      |

    Scenario: The form "Consider the refusal"
      Then the form "Consider the refusal" asks:
        | What was considered, and what the agency said to it        | always        | text                                                                                 |
        | Does the agency withhold the information with good reason? | always        | Yes, it is excused; No, the information is required again; No, legal action is taken |
        | Reasons                                                    | always        | text                                                                                 |
        | Legal advice that was taken                                | if it applies | text                                                                                 |
        | What legal action is taken, by whom and when               | if it applies | text                                                                                 |
