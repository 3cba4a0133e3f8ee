Feature: Information gathering
  Every agency that may know the child or the family is asked at once. Education Safeguarding names schools and child
  care settings, which are asked separately; Halton PLACE supports primary care to complete.

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

  @RR-3 @RR-6 @APP-1
  Rule: Every organisation of Appendix 1 is asked, and its named roles answer for it

    Scenario Outline: An organisation of Appendix 1
      Then "Confirm involvement" is open 15 times
      And the letter "agency request" was sent to <organisation>
      And the letter "records request" was sent to <organisation>
      And the letter "meeting invitation" was sent to <organisation>
      And "Confirm involvement" of <organisation> is due on Monday 13 April 2026
      When the <post> of <organisation> completes "Confirm involvement" for <organisation> on Wednesday 1 April 2026
      Then "Return the information" of <organisation> is due on Monday 13 April 2026

      Examples:
        | organisation                                  | post                                                        |
        | Bridgewater NHS                               | Head of Safeguarding                                        |
        | Bridgewater NHS                               | Named Nurse Safeguarding Children                           |
        | Cheshire Constabulary                         | Serious Case Review team                                    |
        | CRC                                           | Community Director - Cheshire                               |
        | National Probation Service                    | Senior Operational Support Manager - Cheshire               |
        | North West Boroughs NHS                       | Head of Safeguarding                                        |
        | North West Boroughs NHS                       | Named Nurse Safeguarding Children                           |
        | Halton Housing                                | Head of Neighbourhoods                                      |
        | The Riverside Group                           | Neighbourhood Housing Officer                               |
        | Warrington & Halton Hospital                  | Deputy Chief Nurse                                          |
        | Warrington & Halton Hospital                  | Lead Named Nurse Safeguarding Children                      |
        | Halton Borough Council Adult Social Care      | Head of Adult Safeguarding & Quality Assurance              |
        | Halton Borough Council Children's Social Care | Divisional Manager Children in Need                         |
        | Halton Borough Council Children's Social Care | Divisional Manager Children in Care and Care Leavers        |
        | Halton Borough Council Early Help             | Divisional Manager Early Help                               |
        | Halton Borough Council Education              | Education Safeguarding Officer                              |
        | Youth Justice Service                         | Head of Service                                             |
        | Halton Borough Council Public Health          | Commissioning Manager                                       |
        | Halton PLACE                                  | Designated Nurse Safeguarding Children and Children in Care |
        | Halton PLACE                                  | Named Nurse Primary Care                                    |

    Scenario: No agency answers for another
      When the Head of Neighbourhoods tries to complete "Confirm involvement" for CRC on Wednesday 1 April 2026
      Then it is refused: "may not do"

  @APP-1 @RR-6 @RR-L4
  Rule: Education Safeguarding names schools and child care settings, which are asked separately

    Scenario: A school and a nursery are named
      When the Education Safeguarding Officer completes "Name schools and child care" on Thursday 2 April 2026, answering:
        | Does a school or child care setting know the child, or other children of the family? | yes                    |
        | Which are they?                                                                      | a school and a nursery |
        | Schools or settings that the directory does not hold                                 | Poppy Childminding     |
      Then "Confirm involvement" is open 17 times
      And the letter "agency request" was sent to Saltmarsh Lane Primary School
      And the letter "agency request" was sent to Two Herons Day Nursery
      And the letter "agency request" to Two Herons Day Nursery says "The date for your return is Monday 13 April 2026"
      And "Confirm involvement" of Saltmarsh Lane Primary School is due on Monday 13 April 2026
      And what is kept of "Name schools and child care" includes:
        | Schools or settings that the directory does not hold | Poppy Childminding |
      When the Designated Safeguarding Lead of Saltmarsh Lane Primary School completes "Confirm involvement" for Saltmarsh Lane Primary School on Tuesday 7 April 2026
      Then "Return the information" of Saltmarsh Lane Primary School is open

    Scenario: No school knows the child
      When the Education Safeguarding Officer completes "Name schools and child care" on Thursday 2 April 2026
      Then "Confirm involvement" is open 15 times

    Scenario Outline: What Education Safeguarding cannot name
      When the Education Safeguarding Officer tries to complete "Name schools and child care" on Thursday 2 April 2026, answering:
        | Does a school or child care setting know the child, or other children of the family? | <known>   |
        | Which are they?                                                                      | <schools> |
      Then it is refused: "<because>"

      Examples:
        | known   | schools                     | because                                                                                      |
        | nothing | nothing                     | Choose: Does a school or child care setting know the child, or other children of the family? |
        | yes     | nothing                     | Which are they?                                                                              |
        | yes     | something that is no school | Choose one of the list: School or child care setting                                         |
        | yes     | a contact without a school  | Choose: School or child care setting                                                         |
        | yes     | a school named twice        | Greywether Academy is named twice                                                            |

    Scenario: A school that was added meanwhile is not asked twice
      Given the Business Manager completes "An agency is added" on Wednesday 1 April 2026, answering:
        | Which agencies are added? | an academy |
      When the Education Safeguarding Officer tries to complete "Name schools and child care" on Thursday 2 April 2026, answering:
        | Does a school or child care setting know the child, or other children of the family? | yes      |
        | Which are they?                                                                      | a school |
      Then it is refused: "This school or setting is asked already"

    Scenario: Only Education Safeguarding names them
      When the Named Nurse Primary Care tries to complete "Name schools and child care" on Thursday 2 April 2026
      Then it is refused: "may not do"

    Scenario: In time for a second send
      Then "Name schools and child care" is open for the Education Safeguarding
      And "Name schools and child care" is due on Thursday 2 April 2026
      And the document shown with "Name schools and child care" says "Amy Jones"
      And the limits of RR-L4 are:
        | local | referral received | Thursday 2 April 2026 |
      When the Education Safeguarding Officer completes "Name schools and child care" on Thursday 2 April 2026
      And the Named Nurse Primary Care completes "Support primary care" on Thursday 2 April 2026
      And Thursday 2 April 2026 ends
      Then the Head of Safeguarding is not told that RR-L4 is late

    Scenario: Not named in time
      Given the Named Nurse Primary Care completes "Support primary care" on Thursday 2 April 2026
      When Wednesday 1 April 2026 ends
      Then the Head of Safeguarding is not told that RR-L4 is late
      When Thursday 2 April 2026 ends
      Then the Head of Safeguarding is told once that RR-L4 is late
      When the Education Safeguarding Officer tries to complete "Name schools and child care" on Tuesday 7 April 2026
      Then it is refused: "Enter: Why this is late"

  @APP-1 @RR-L4
  Rule: Halton PLACE supports primary care to complete

    Scenario: Practices are supported
      When the Designated Nurse Safeguarding Children and Children in Care completes "Support primary care" on Thursday 2 April 2026, answering:
        | Practices that know the child or the family | a practice |
      Then what is kept of "Support primary care" includes:
        | Practices that know the child or the family       | a practice               |
        | Who supports primary care to complete the return? | Named Nurse Primary Care |

    Scenario Outline: What the form does not take
      When the Named Nurse Primary Care tries to complete "Support primary care" on Thursday 2 April 2026, answering "<question>" with "<answer>"
      Then it is refused: "<because>"

      Examples:
        | question                                          | answer                       | because                                                  |
        | Practices that know the child or the family       | a practice without a contact | Enter: Whom to ask there                                 |
        | Practices that know the child or the family       | a contact without a practice | Enter: Practice                                          |
        | Who supports primary care to complete the return? | nothing                      | Enter: Who supports primary care to complete the return? |
        | How the practices are supported, and by when      | nothing                      | Enter: How the practices are supported, and by when      |

    Scenario: Not confirmed in time
      Given the Education Safeguarding Officer completes "Name schools and child care" on Thursday 2 April 2026
      Then "Support primary care" is open for the PLACE
      And "Support primary care" is due on Thursday 2 April 2026
      And the document shown with "Support primary care" says "Amy Jones"
      When Thursday 2 April 2026 ends
      Then the Head of Safeguarding is told once that RR-L4 is late
      When the Named Nurse Primary Care tries to complete "Support primary care" on Tuesday 7 April 2026
      Then it is refused: "Enter: Why this is late"

  @RR-3 @RR-6 @RR-8
  Rule: The information is gathered when everybody has answered

    Background:
      Given the Education Safeguarding Officer completes "Name schools and child care" on Thursday 2 April 2026, answering:
        | Does a school or child care setting know the child, or other children of the family? | yes      |
        | Which are they?                                                                      | a school |
      And the Named Nurse Primary Care completes "Support primary care" on Thursday 2 April 2026

    Scenario: The last answer
      Given every agency but Greywether Academy; CRC completes "Confirm involvement" on Tuesday 7 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      And the Designated Safeguarding Lead of Greywether Academy completes "Confirm involvement" for Greywether Academy on Tuesday 7 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      Then "Compile the information pack" is not open
      When the Community Director - Cheshire completes "Confirm involvement" for CRC on Wednesday 8 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      Then the Information gathering ended with "Everybody has answered"
      And "Compile the information pack" is open for the Business unit

    Scenario: A school is waited for like any other
      Given every agency but Greywether Academy completes "Confirm involvement" on Tuesday 7 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      Then "Compile the information pack" is not open
      When the Designated Safeguarding Lead of Greywether Academy completes "Confirm involvement" for Greywether Academy on Tuesday 7 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      Then "Compile the information pack" is open for the Business unit

  @APP-2
  Rule: A letter that was amended is kept with its draft

    Scenario: Both can be read
      Then the letter "agency request" to Bridgewater NHS says "Dear colleague, we have agreed to review this case."
      And the draft of "The letter" in "Amend the letter to the agencies" says "We have agreed to review case"
      And the draft of "The letter" in "Amend the letter to the agencies" says "Secure all records and files"

  @APP-1 @RR-6
  Rule: What the forms ask

    Scenario: The form "Name schools and child care settings"
      Then the form "Name schools and child care settings" asks:
        | Does a school or child care setting know the child, or other children of the family? | always        | yes no  |
        | Which are they?                                                                      | if it applies | group   |
        | School or setting: School or child care setting                                      | always        | schools |
        | School or setting: Whom to ask there                                                 | may be        | line    |
        | Schools or settings that the directory does not hold                                 | may be        | text    |

    Scenario: The form "Support primary care"
      Then the form "Support primary care" asks:
        | Practices that know the child or the family       | may be | group |
        | Practice: Practice                                | always | line  |
        | Practice: Whom to ask there                       | always | line  |
        | Who supports primary care to complete the return? | always | line  |
        | How the practices are supported, and by when      | always | text  |
