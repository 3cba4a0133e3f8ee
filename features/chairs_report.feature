Feature: Chair's Report
  The chair drafts the Rapid Review Chair's Report in nine sections; the chair and the Head of Safeguarding both sign it.
  After a notification it goes to the National Panel, which scrutinises the decision.

  Background:
    Given the Head of Service of Youth Justice Service refers a case on Saturday 28 March 2026, answering:
      | Date on which the local authority became aware of the incident | Wednesday 25 March 2026 |
      | Children                                                       | Amy and her brother     |
    And these are completed:
      | Monday 30 March 2026 | the Business Manager | Check that the referral is complete |
      | Monday 30 March 2026 | the Business Manager | Prepare the letter to the referrer  |
      | Monday 30 March 2026 | the Business Manager | Arrange the Virtual Panel           |

  @RR-13 @RR-14 @RR-15 @RR-16 @RR-17 @RR-18 @RR-19 @RR-20 @RR-22 @CRI-1 @CRI-2 @CRI-3
  Rule: After a notification, the report is signed by both and sent to the National Panel

    Background:
      Given all three partners give the view "Notifiable - notify and hold a Rapid Review" on Monday 30 March 2026
      And these are completed:
        | Tuesday 31 March 2026  | the Head of Safeguarding and Quality Assurance | Record the agreed decision                              | Outcome: Notifiable - notify and hold a Rapid Review |
        | Wednesday 1 April 2026 | the Head of Safeguarding and Quality Assurance | Prepare the notification                                |                                                      |
        | Wednesday 1 April 2026 | the Head of Safeguarding and Quality Assurance | Notify the National Panel                               |                                                      |
        | Wednesday 1 April 2026 | the Business Manager                           | Plan the Rapid Review meeting                           |                                                      |
        | Wednesday 1 April 2026 | the Business Manager                           | Name the agencies to ask                                |                                                      |
        | Wednesday 1 April 2026 | the Business Manager                           | Amend the letter to the agencies                        |                                                      |
        | Thursday 2 April 2026  | the Education Safeguarding Officer             | Name schools and child care                             |                                                      |
        | Thursday 2 April 2026  | the Named Nurse Primary Care                   | Support primary care                                    |                                                      |
        | Thursday 2 April 2026  | the Head of Neighbourhoods                     | Confirm involvement for Halton Housing                  |                                                      |
        | Tuesday 7 April 2026   | the Head of Neighbourhoods                     | Return the information for Halton Housing               |                                                      |
        | Tuesday 7 April 2026   | the Head of Neighbourhoods                     | Confirm that the records are secured for Halton Housing |                                                      |
      And every agency completes "Confirm involvement" on Tuesday 7 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      And these are completed:
        | Monday 13 April 2026   | the Business Manager         | Compile the information pack |
        | Thursday 16 April 2026 | the Detective Superintendent | Hold the meeting, part one   |
        | Thursday 16 April 2026 | the Detective Superintendent | Hold the meeting, part two   |

    Scenario: It is not sent before the incident is notified
      Given the Head of Service of Youth Justice Service refers a case on Saturday 28 March 2026, answering:
        | Date on which the local authority became aware of the incident | Wednesday 25 March 2026 |
      And these are completed:
        | Monday 30 March 2026 | the Business Manager | Check that the referral is complete |
        | Monday 30 March 2026 | the Business Manager | Arrange the Virtual Panel           |
      And all three partners give the view "Notifiable - notify and hold a Rapid Review" on Monday 30 March 2026
      And these are completed:
        | Tuesday 31 March 2026  | the Head of Safeguarding and Quality Assurance | Record the agreed decision       | Outcome: Notifiable - notify and hold a Rapid Review |
        | Wednesday 1 April 2026 | the Business Manager                           | Plan the Rapid Review meeting    |                                                      |
        | Wednesday 1 April 2026 | the Business Manager                           | Name the agencies to ask         |                                                      |
        | Wednesday 1 April 2026 | the Business Manager                           | Amend the letter to the agencies |                                                      |
        | Thursday 2 April 2026  | the Education Safeguarding Officer             | Name schools and child care      |                                                      |
        | Thursday 2 April 2026  | the Named Nurse Primary Care                   | Support primary care             |                                                      |
      And every agency completes "Confirm involvement" on Tuesday 7 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      And these are completed:
        | Monday 13 April 2026   | the Business Manager                           | Compile the information pack |
        | Thursday 16 April 2026 | the Detective Superintendent                   | Hold the meeting, part one   |
        | Thursday 16 April 2026 | the Detective Superintendent                   | Hold the meeting, part two   |
        | Friday 17 April 2026   | the Detective Superintendent                   | Draft the Chair's Report     |
        | Friday 17 April 2026   | the Detective Superintendent                   | Sign as chair                |
        | Friday 17 April 2026   | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding |
      When the Head of Safeguarding and Quality Assurance tries to complete "Send the Chair's Report to the National Panel" on Friday 17 April 2026
      Then it is refused: "Notify the National Panel of the incident first"

    Scenario: Two limits, and the earlier counts
      Then "Draft the Chair's Report" is due on Tuesday 21 April 2026
      And the limits of RR-13 are:
        | local    | referral received      | Tuesday 21 April 2026 |
        | national | notification submitted | Friday 24 April 2026  |

    Scenario: What the meeting found and the pack explained stands there, for the chair to draft from
      Then what stands in "Immediate safeguarding arrangements of any children involved" of "Draft the Chair's Report" says "Both children are with an aunt"
      And what stands in "Concise summary of the facts about the incident and relevant context" of "Draft the Chair's Report" says "The child fell from a window that was known not to close"
      And what stands in "Immediate learning already established" of "Draft the Chair's Report" says "Ask about windows; a briefing goes to all teams on Monday"
      And what stands in "Potential for additional learning" of "Draft the Chair's Report" says "How landlords hear of hazards"
      And what stands in "Agencies that would be expected and were not involved, and why" of "Draft the Chair's Report" says "There are none"

    Scenario: Drafted, signed by both in any order, sent
      When the Detective Chief Superintendent completes "Draft the Chair's Report" on Friday 17 April 2026
      Then "Sign as chair" is open for the Rapid Review chair
      And "Sign as Head of Safeguarding" is open for the Head of Safeguarding
      And "Sign as chair" is due on Tuesday 21 April 2026
      And "Sign as Head of Safeguarding" is due on Tuesday 21 April 2026
      When the Head of Safeguarding and Quality Assurance completes "Sign as Head of Safeguarding" on Friday 17 April 2026
      Then "Send the Chair's Report to the National Panel" is not open
      And the document "chairs report" was not written
      When the Detective Chief Superintendent completes "Sign as chair" on Monday 20 April 2026
      Then the document "chairs report" was written 1 times
      And "Send the Chair's Report to the National Panel" is open for the Head of Safeguarding
      And "Send the Chair's Report to the National Panel" is due on Tuesday 21 April 2026
      And the document shown with "Send the Chair's Report to the National Panel" says "Decided on Thursday 16 April 2026"
      When the Head of Safeguarding and Quality Assurance completes "Send the Chair's Report to the National Panel" on Tuesday 21 April 2026, answering:
        | Reference of the receipt, if there is one | NP-4711 |
      And Tuesday 21 April 2026 ends
      Then the Chair's Report ended with "Sent to the National Panel"
      And the Rapid Review ended with "Rapid Review completed"
      And the Head of Safeguarding is not told that RR-13 is late
      And the Local authority is not told that RR-13 is late
      And what is kept of "Send the Chair's Report to the National Panel" includes:
        | When was the signed report sent?          | Tuesday 21 April 2026 |
        | How was it sent?                          | By secure email       |
        | Reference of the receipt, if there is one | NP-4711               |

    @RR-15
    Scenario: Every immediate safety action stands in the report, whenever it was agreed, with what was reported of it
      Given these are completed:
        | Thursday 16 April 2026 | the Head of Safeguarding and Quality Assurance | Immediate safety actions are agreed      |                      |
        | Thursday 16 April 2026 | the Head of Neighbourhoods                     | Carry out the action for Safety action 1 |                      |
        | Friday 17 April 2026   | the Head of Safeguarding and Quality Assurance | Immediate safety actions are agreed      | Actions: two actions |
      When these are completed:
        | Friday 17 April 2026  | the Detective Chief Superintendent             | Draft the Chair's Report     |
        | Monday 20 April 2026  | the Detective Chief Superintendent             | Sign as chair                |
        | Tuesday 21 April 2026 | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding |
      Then the document "chairs report" says "Safety action 1 Fit locks to all windows of the family's flat Halton Housing Head of Neighbourhoods Saturday 18 April 2026 It is done"
      And the document "chairs report" says "Safety action 2 Fit locks to all windows of the family's flat Halton Housing Head of Neighbourhoods Sunday 19 April 2026 Safety action 3 See both children"
      And the document "chairs report" says "Safety action 3 See both children Halton Borough Council Children's Social Care Divisional Manager Children in Need Saturday 18 April 2026"

    Scenario: Without immediate safety actions there is no table of them
      Given these are completed:
        | Friday 17 April 2026  | the Detective Chief Superintendent             | Draft the Chair's Report     |
        | Monday 20 April 2026  | the Detective Chief Superintendent             | Sign as chair                |
        | Tuesday 21 April 2026 | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding |
      Then the document "chairs report" does not say "Immediate safety actions agreed"

    Scenario: The nine sections
      Given these are completed:
        | Friday 17 April 2026  | the Detective Chief Superintendent             | Draft the Chair's Report     | Dissent in the meeting: The hospital would have preferred a single-agency review |
        | Monday 20 April 2026  | the Detective Chief Superintendent             | Sign as chair                |                                                                                  |
        | Tuesday 21 April 2026 | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding |                                                                                  |
      Then the document "chairs report" says "1. Consideration against the criteria"
      And the document "chairs report" says "The case has been considered against the criteria set out in Working Together 2018"
      And the document "chairs report" says "Improvements needed to safeguard and promote the welfare of children yes Checks of windows at home visits; the file shows three visits without one"
      And the document "chairs report" says "A serious child safeguarding case by the definition: yes"
      And the document "chairs report" says "Recurrent themes no Organisations working together no"
      And the document "chairs report" says "2. Immediate safeguarding arrangements Both children are with an aunt"
      And the document "chairs report" says "3. Summary of the facts The child fell from a window that was known not to close"
      And the document "chairs report" says "Her mother has a hearing loss and was offered no interpreter"
      And the document "chairs report" says "Three home visits at which the window was not looked at"
      And the document "chairs report" says "4. Decision"
      And the document "chairs report" says "The criteria for a Local Child Safeguarding Practice Review are met. Improvements are needed that were identified before"
      And the document "chairs report" says "A Local Child Safeguarding Practice Review is undertaken. How agencies see the home can be improved"
      And the document "chairs report" says "Key lines of enquiry: What was known of the home, and who acted on it"
      And the document "chairs report" says "Timescale: The year before the incident; five months"
      And the document "chairs report" says "Pat Lund Designated Nurse Safeguarding Children Halton PLACE"
      And the document "chairs report" says "Decided on Thursday 16 April 2026"
      And the document "chairs report" says "Dissent in the meeting: The hospital would have preferred a single-agency review"
      And the document "chairs report" says "Dissent in the Virtual Panel: none"
      And the document "chairs report" says "5. Recommendation on a national review A national review would not be considered necessary"
      And the document "chairs report" says "6. Immediate learning and its dissemination Ask about windows at every visit"
      And the document "chairs report" says "Dissemination: A briefing to all health visitors by the end of April"
      And the document "chairs report" says "7. Potential for additional learning How landlords hear of hazards"
      And the document "chairs report" says "8. If there is no further learning A Local Child Safeguarding Practice Review is undertaken"
      And the document "chairs report" says "9. Agencies involved Asked: Bridgewater NHS, Cheshire Constabulary, CRC,"
      And the document "chairs report" says "Schools and child care settings asked: none Asked late: none Agency"
      And the document "chairs report" says "Halton Housing Yes, it was involved"
      And the document "chairs report" says "CRC No, they are not known to it"
      And the document "chairs report" says "Expected and not involved: There are none"
      And the document "chairs report" says "Chair The Detective Chief Superintendent, Detective Chief Superintendent, Cheshire Constabulary Monday 20 April 2026"
      And the document "chairs report" says "Head of Safeguarding The Head of Safeguarding and Quality Assurance, Head of Safeguarding and Quality Assurance, Halton Children and Young People Safeguarding Partnership Tuesday 21 April 2026"
      And the document "chairs report" does not say "not signed"

    Scenario: Its cover
      Given these are completed:
        | Friday 17 April 2026 | the Detective Chief Superintendent             | Draft the Chair's Report     |
        | Monday 20 April 2026 | the Detective Chief Superintendent             | Sign as chair                |
        | Monday 20 April 2026 | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding |
      Then the document "chairs report" says "Children A.J., B.J."
      And the document "chairs report" says "Reference of the notification CSI-0001"
      And the document "chairs report" says "Local authority aware Wednesday 25 March 2026"
      And the document "chairs report" says "Referral received Saturday 28 March 2026"
      And the document "chairs report" says "Virtual Panel decided Tuesday 31 March 2026"
      And the document "chairs report" says "National Panel notified Wednesday 1 April 2026"
      And the document "chairs report" says "Area of the incident Halton"
      And the document "chairs report" says "Area of residence Halton, Halton Rapid Review meeting"
      And the document "chairs report" says "Rapid Review meeting Thursday 16 April 2026"
      And the document "chairs report" says "Chair of the meeting Cheshire Constabulary"
      And the document "chairs report" does not say "Amy"

    @RR-16
    Scenario: What is signed is shown to those who sign it
      When the Detective Chief Superintendent completes "Draft the Chair's Report" on Friday 17 April 2026
      Then the document shown with "Sign as chair" says "The child fell from a window that was known not to close"
      And the document shown with "Sign as chair" says "Chair not signed"
      And the document shown with "Sign as Head of Safeguarding" says "The child fell from a window that was known not to close"

    Scenario Outline: Either may ask for changes, and both sign anew
      Given the Detective Chief Superintendent completes "Draft the Chair's Report" on Friday 17 April 2026
      And the <first> completes "<first task>" on Friday 17 April 2026
      When the <second> completes "<second task>" on Friday 17 April 2026, answering:
        | Do you sign the report as it stands? | No, it is to be changed             |
        | What is to be changed                | Section 7 says nothing of landlords |
      Then "Draft the Chair's Report" is open for the Rapid Review chair
      And the Rapid Review chair is sent the letter "chairs report changes"
      And the letter "chairs report changes" says "<who> asks: Section 7 says nothing of landlords"
      And the letter "chairs report changes" does not say "<other> asks"
      And the document "chairs report" was not written
      When the Detective Chief Superintendent completes "Draft the Chair's Report" on Monday 20 April 2026
      Then "Sign as chair" is open for the Rapid Review chair
      And "Sign as Head of Safeguarding" is open for the Head of Safeguarding
      And the document shown with "Sign as chair" says "Chair not signed Head of Safeguarding not signed"
      And the document shown with "Sign as Head of Safeguarding" says "Chair not signed Head of Safeguarding not signed"
      When the <second> completes "<second task>" on Monday 20 April 2026
      Then "Send the Chair's Report to the National Panel" is not open
      And the document "chairs report" was not written
      When the <first> completes "<first task>" on Tuesday 21 April 2026
      Then the document "chairs report" was written 1 times
      And "Send the Chair's Report to the National Panel" is open for the Head of Safeguarding

      Examples:
        | first                                      | first task                   | second                                     | second task                  | who                      | other                    |
        | Detective Chief Superintendent             | Sign as chair                | Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding | The Head of Safeguarding | The chair                |
        | Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding | Detective Chief Superintendent             | Sign as chair                | The chair                | The Head of Safeguarding |

    Scenario: Both ask for changes
      Given the Detective Chief Superintendent completes "Draft the Chair's Report" on Friday 17 April 2026
      When these are completed:
        | Friday 17 April 2026 | the Detective Chief Superintendent             | Sign as chair                | Do you sign the report as it stands?: No, it is to be changed | What is to be changed: The date in section 3 |
        | Friday 17 April 2026 | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding | Do you sign the report as it stands?: No, it is to be changed | What is to be changed: Section 7             |
      Then the letter "chairs report changes" says "The chair asks: The date in section 3"
      And the letter "chairs report changes" says "The Head of Safeguarding asks: Section 7"
      And "Draft the Chair's Report" is open for the Rapid Review chair

    Scenario Outline: Who signs
      Given the Detective Chief Superintendent completes "Draft the Chair's Report" on Friday 17 April 2026
      When the <post> tries to complete "<task>" on Friday 17 April 2026
      Then it is <result>

      Examples:
        | post                                       | task                         | result                |
        | Detective Superintendent                   | Sign as chair                | accepted              |
        | Head of Safeguarding and Quality Assurance | Sign as chair                | refused: "may not do" |
        | Chief Nurse                                | Sign as chair                | refused: "may not do" |
        | Detective Chief Superintendent             | Sign as Head of Safeguarding | refused: "may not do" |
        | Business Manager                           | Sign as Head of Safeguarding | refused: "may not do" |

    Scenario Outline: What a signature needs
      Given the Detective Chief Superintendent completes "Draft the Chair's Report" on Friday 17 April 2026
      When the <post> tries to complete "<task>" on Monday 20 April 2026, answering:
        | Do you sign the report as it stands? | <signs>  |
        | <question>                           | <answer> |
      Then it is refused: "<because>"

      Examples:
        | post                                       | task                         | signs                   | question              | answer    | because                                      |
        | Detective Chief Superintendent             | Sign as chair                | nothing                 | What is to be changed | Section 7 | Choose: Do you sign the report as it stands? |
        | Detective Chief Superintendent             | Sign as chair                | No, it is to be changed | What is to be changed | nothing   | Enter: What is to be changed                 |
        | Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding | nothing                 | What is to be changed | Section 7 | Choose: Do you sign the report as it stands? |
        | Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding | No, it is to be changed | What is to be changed | nothing   | Enter: What is to be changed                 |

    Scenario Outline: What the sending needs
      Given these are completed:
        | Friday 17 April 2026 | the Detective Chief Superintendent             | Draft the Chair's Report     |
        | Friday 17 April 2026 | the Detective Chief Superintendent             | Sign as chair                |
        | Friday 17 April 2026 | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding |
      When the Head of Safeguarding and Quality Assurance tries to complete "Send the Chair's Report to the National Panel" on Monday 20 April 2026, answering "<question>" with "<answer>"
      Then it is refused: "<because>"

      Examples:
        | question                                     | answer                | because                                                    |
        | When was the signed report sent?             | nothing               | Enter: When was the signed report sent?                    |
        | When was the signed report sent?             | Tuesday 21 April 2026 | The day must be today or in the past                       |
        | How was it sent?                             | nothing               | Choose: How was it sent?                                   |
        | Does it say whether an LCSPR is appropriate? | nothing               | Choose: Does it say whether an LCSPR is appropriate?       |
        | Does it say whether an LCSPR is appropriate? | no                    | The National Panel is told whether an LCSPR is appropriate |

    Scenario Outline: What the draft needs
      When the Detective Chief Superintendent tries to complete "Draft the Chair's Report" on Friday 17 April 2026, answering "<question>" with "<answer>"
      Then it is refused: "<because>"

      Examples:
        | question                                                                    | answer  | because                                                                     |
        | Has the case been considered against the criteria of Working Together 2018? | nothing | Choose: Has the case been considered                                        |
        | Has the case been considered against the criteria of Working Together 2018? | no      | The report confirms that the case was considered against the criteria       |
        | Immediate safeguarding arrangements of any children involved                | nothing | Enter: Immediate safeguarding arrangements of any children involved         |
        | Concise summary of the facts about the incident and relevant context        | nothing | Enter: Concise summary of the facts about the incident and relevant context |
        | Context of the child and the family                                         | nothing | Enter: Context of the child and the family                                  |
        | Involvement of the agencies, and key episodes of practice                   | nothing | Enter: Involvement of the agencies, and key episodes of practice            |
        | Immediate learning already established                                      | nothing | Enter: Immediate learning already established                               |
        | How this learning is disseminated, to whom and by when                      | nothing | Enter: How this learning is disseminated, to whom and by when               |
        | Potential for additional learning                                           | nothing | Enter: Potential for additional learning                                    |
        | Agencies that would be expected and were not involved, and why              | nothing | Enter: Agencies that would be expected and were not involved, and why       |

  @RR-13
  Rule: The report is watched until it is sent

    Background:
      Given all three partners give the view "Notifiable - notify and hold a Rapid Review" on Monday 30 March 2026
      And these are completed:
        | Tuesday 31 March 2026  | the Head of Safeguarding and Quality Assurance | Record the agreed decision                              | Outcome: Notifiable - notify and hold a Rapid Review |
        | Wednesday 1 April 2026 | the Head of Safeguarding and Quality Assurance | Prepare the notification                                |                                                      |
        | Wednesday 1 April 2026 | the Head of Safeguarding and Quality Assurance | Notify the National Panel                               |                                                      |
        | Wednesday 1 April 2026 | the Business Manager                           | Plan the Rapid Review meeting                           |                                                      |
        | Wednesday 1 April 2026 | the Business Manager                           | Name the agencies to ask                                |                                                      |
        | Wednesday 1 April 2026 | the Business Manager                           | Amend the letter to the agencies                        |                                                      |
        | Thursday 2 April 2026  | the Education Safeguarding Officer             | Name schools and child care                             |                                                      |
        | Thursday 2 April 2026  | the Named Nurse Primary Care                   | Support primary care                                    |                                                      |
        | Thursday 2 April 2026  | the Head of Neighbourhoods                     | Confirm involvement for Halton Housing                  |                                                      |
        | Tuesday 7 April 2026   | the Head of Neighbourhoods                     | Return the information for Halton Housing               |                                                      |
        | Tuesday 7 April 2026   | the Head of Neighbourhoods                     | Confirm that the records are secured for Halton Housing |                                                      |
      And every agency completes "Confirm involvement" on Tuesday 7 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      And these are completed:
        | Monday 13 April 2026   | the Business Manager         | Compile the information pack |
        | Thursday 16 April 2026 | the Detective Superintendent | Hold the meeting, part one   |
        | Thursday 16 April 2026 | the Detective Superintendent | Hold the meeting, part two   |

    Scenario: The chair is reminded to draft it
      When Wednesday 22 April 2026 ends
      Then the reminders of RR-13 are:
        | Friday 17 April 2026    | Rapid Review chair |
        | Monday 20 April 2026    | Rapid Review chair |
        | Tuesday 21 April 2026   | Rapid Review chair |
        | Wednesday 22 April 2026 | Rapid Review chair |

    Scenario: Not drafted in time
      When Monday 20 April 2026 ends
      Then the Head of Safeguarding is not told that RR-13 is late
      When Tuesday 21 April 2026 ends
      Then the Head of Safeguarding is told once that RR-13 is late
      And the Local authority is not told that RR-13 is late
      When the Detective Chief Superintendent tries to complete "Draft the Chair's Report" on Wednesday 22 April 2026
      Then it is refused: "Enter: Why this is late"

    Scenario: Not signed by the chair in time
      Given the Detective Chief Superintendent completes "Draft the Chair's Report" on Friday 17 April 2026
      And the Head of Safeguarding and Quality Assurance completes "Sign as Head of Safeguarding" on Friday 17 April 2026
      When Tuesday 21 April 2026 ends
      Then the Head of Safeguarding is told once that RR-13 is late
      And the Local authority is not told that RR-13 is late
      When the Detective Chief Superintendent tries to complete "Sign as chair" on Wednesday 22 April 2026
      Then it is refused: "Enter: Why this is late"

    Scenario: Not signed by the Head of Safeguarding in time
      Given the Detective Chief Superintendent completes "Draft the Chair's Report" on Friday 17 April 2026
      And the Detective Chief Superintendent completes "Sign as chair" on Friday 17 April 2026
      When Tuesday 21 April 2026 ends
      Then the Local authority is told once that RR-13 is late
      And the Head of Safeguarding is not told that RR-13 is late
      When the Head of Safeguarding and Quality Assurance tries to complete "Sign as Head of Safeguarding" on Wednesday 22 April 2026
      Then it is refused: "Enter: Why this is late"

    Scenario: Not sent in time
      Given these are completed:
        | Friday 17 April 2026 | the Detective Chief Superintendent             | Draft the Chair's Report     |
        | Friday 17 April 2026 | the Detective Chief Superintendent             | Sign as chair                |
        | Friday 17 April 2026 | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding |
      When Tuesday 21 April 2026 ends
      Then the Local authority is told once that RR-13 is late
      When the Head of Safeguarding and Quality Assurance tries to complete "Send the Chair's Report to the National Panel" on Wednesday 22 April 2026
      Then it is refused: "Enter: Why this is late"

  @RR-L2 @RR-17 @RR-18 @RR-21
  Rule: Without a notification the report stays in the partnership

    Background:
      Given all three partners give the view "Not notifiable - hold a Rapid Review" on Monday 30 March 2026
      And these are completed:
        | Tuesday 31 March 2026  | the Head of Safeguarding and Quality Assurance | Record the agreed decision                              | Outcome: Not notifiable - hold a Rapid Review |
        | Wednesday 1 April 2026 | the Business Manager                           | Plan the Rapid Review meeting                           |                                               |
        | Wednesday 1 April 2026 | the Business Manager                           | Name the agencies to ask                                |                                               |
        | Wednesday 1 April 2026 | the Business Manager                           | Amend the letter to the agencies                        |                                               |
        | Thursday 2 April 2026  | the Education Safeguarding Officer             | Name schools and child care                             |                                               |
        | Thursday 2 April 2026  | the Named Nurse Primary Care                   | Support primary care                                    |                                               |
        | Thursday 2 April 2026  | the Head of Neighbourhoods                     | Confirm involvement for Halton Housing                  |                                               |
        | Tuesday 7 April 2026   | the Head of Neighbourhoods                     | Return the information for Halton Housing               |                                               |
        | Tuesday 7 April 2026   | the Head of Neighbourhoods                     | Confirm that the records are secured for Halton Housing |                                               |
      And every agency completes "Confirm involvement" on Tuesday 7 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      And these are completed:
        | Monday 13 April 2026   | the Business Manager         | Compile the information pack |
        | Thursday 16 April 2026 | the Detective Superintendent | Hold the meeting, part one   |

    Scenario: Signed, and not sent
      Given these are completed:
        | Thursday 16 April 2026 | the Detective Chief Superintendent             | Hold the meeting, part two   |
        | Friday 17 April 2026   | the Detective Chief Superintendent             | Draft the Chair's Report     |
        | Friday 17 April 2026   | the Detective Chief Superintendent             | Sign as chair                |
        | Monday 20 April 2026   | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding |
      Then the Chair's Report ended with "Kept in the partnership"
      And "Send the Chair's Report to the National Panel" is not open
      And the document "chairs report" says "Reference of the notification no notification was made"
      And the document "chairs report" says "National Panel notified not notified"

    Scenario: No review, no further learning, a national review recommended: each with its reason
      Given these are completed:
        | Thursday 16 April 2026 | the Detective Chief Superintendent             | Hold the meeting, part two   | Does the case highlight, or may it highlight, improvements that are needed?: no | Are the criteria for an LCSPR met?: no | Is a Local Child Safeguarding Practice Review undertaken?: no | What does the meeting propose instead?: No further learning is to be gained | Why no further learning is to be gained: All is learnt from a case of last year | Would a national review be necessary?: yes | Why a national review would be necessary: Windows are a national theme |
        | Friday 17 April 2026   | the Detective Chief Superintendent             | Draft the Chair's Report     | Why no further learning is to be gained: All is learnt from a case of last year |                                        |                                                               |                                                                             |                                                                                 |                                            |                                                                        |
        | Friday 17 April 2026   | the Detective Chief Superintendent             | Sign as chair                |                                                                                 |                                        |                                                               |                                                                             |                                                                                 |                                            |                                                                        |
        | Monday 20 April 2026   | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding |                                                                                 |                                        |                                                               |                                                                             |                                                                                 |                                            |                                                                        |
      Then the document "chairs report" says "The criteria for a Local Child Safeguarding Practice Review are not met. Improvements are needed that were identified before"
      And the document "chairs report" says "No Local Child Safeguarding Practice Review is undertaken. How agencies see the home can be improved"
      And the document "chairs report" says "Proposed instead: No further learning is to be gained"
      And the document "chairs report" says "A national review would be considered necessary. Windows are a national theme"
      And the document "chairs report" says "8. If there is no further learning All is learnt from a case of last year"
      And the document "chairs report" does not say "Key lines of enquiry"

    @CRI-1 @CRI-2 @CRI-3 @CRI-4 @CRI-5 @CRI-6 @CRI-7 @CRI-8
    Scenario: Each criterion stands in it with its grounds
      Given the Detective Chief Superintendent completes "Hold the meeting, part two" on Thursday 16 April 2026, answering:
        | Does it highlight, or may it highlight, recurrent themes?                             | yes                                         |
        | Which themes, and on what grounds                                                     | Windows, as in two earlier cases            |
        | Does it raise concerns about two or more organisations working together effectively?  | yes                                         |
        | Which organisations, and on what grounds                                              | The landlord was not told                   |
        | Has the National Panel considered the case and found a local review more appropriate? | yes                                         |
        | What the National Panel said                                                          | A local review is more appropriate          |
        | Is there cause for concern about the actions of a single agency?                      | yes                                         |
        | Which agency, and on what grounds                                                     | Housing left a repair undone                |
        | Was no agency involved, and does that give cause for concern?                         | yes                                         |
        | Why that is a concern                                                                 | Nobody saw the children from June to August |
        | Is more than one local authority, police area or integrated care board involved?      | yes                                         |
        | Which areas, and what follows from it                                                 | Warrington knew the family                  |
        | Does it raise issues about children in an institution?                                | yes                                         |
        | Which institution, and what issues                                                    | A sister lives in a children's home         |
      And these are completed:
        | Friday 17 April 2026 | the Detective Chief Superintendent             | Draft the Chair's Report     |
        | Friday 17 April 2026 | the Detective Chief Superintendent             | Sign as chair                |
        | Monday 20 April 2026 | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding |
      Then the document "chairs report" says "Recurrent themes yes Windows, as in two earlier cases"
      And the document "chairs report" says "Organisations working together yes The landlord was not told"
      And the document "chairs report" says "Considered by the National Panel, a local review more appropriate yes A local review is more appropriate"
      And the document "chairs report" says "The actions of a single agency yes Housing left a repair undone"
      And the document "chairs report" says "No agency involved yes Nobody saw the children from June to August"
      And the document "chairs report" says "More than one area yes Warrington knew the family"
      And the document "chairs report" says "Institutional settings yes A sister lives in a children's home"

    Scenario: A review although the criteria are not met
      Given these are completed:
        | Thursday 16 April 2026 | the Detective Chief Superintendent             | Hold the meeting, part two   | Does the case highlight, or may it highlight, improvements that are needed?: no | Are the criteria for an LCSPR met?: no | What makes the case important, although the definition or the criteria are not met?: A near miss |
        | Friday 17 April 2026   | the Detective Chief Superintendent             | Draft the Chair's Report     |                                                                                 |                                        |                                                                                                  |
        | Friday 17 April 2026   | the Detective Chief Superintendent             | Sign as chair                |                                                                                 |                                        |                                                                                                  |
        | Monday 20 April 2026   | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding |                                                                                 |                                        |                                                                                                  |
      Then the document "chairs report" says "The criteria for a Local Child Safeguarding Practice Review are not met"
      And the document "chairs report" says "A Local Child Safeguarding Practice Review is undertaken"
      And the document "chairs report" says "What makes the case important: A near miss"

    Scenario: With no further learning the report says why
      Given the Detective Chief Superintendent completes "Hold the meeting, part two" on Thursday 16 April 2026, answering:
        | Is a Local Child Safeguarding Practice Review undertaken? | no                                     |
        | What does the meeting propose instead?                    | No further learning is to be gained    |
        | Why no further learning is to be gained                   | All is learnt from a case of last year |
      Then what stands in "Why no further learning is to be gained" of "Draft the Chair's Report" says "All is learnt from a case of last year"
      When the Detective Chief Superintendent tries to complete "Draft the Chair's Report" on Friday 17 April 2026, answering:
        | Why no further learning is to be gained | nothing |
      Then it is refused: "Enter: Why no further learning is to be gained"

    Scenario Outline: Where other learning is proposed, section 8 says which
      Given these are completed:
        | Thursday 16 April 2026 | the Detective Chief Superintendent             | Hold the meeting, part two   | Is a Local Child Safeguarding Practice Review undertaken?: no | What does the meeting propose instead?: <proposed> |
        | Friday 17 April 2026   | the Detective Chief Superintendent             | Draft the Chair's Report     | Why no further learning is to be gained: nothing              |                                                    |
        | Friday 17 April 2026   | the Detective Chief Superintendent             | Sign as chair                |                                                               |                                                    |
        | Monday 20 April 2026   | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding |                                                               |                                                    |
      Then the document "chairs report" says "Further learning is to be gained. The meeting proposes: <proposed>"

      Examples:
        | proposed                    |
        | A Local Reflective Review   |
        | A review by a single agency |

  @VP-L2 @RR-17 @RR-22
  Rule: Dissent in the Virtual Panel stands in the report, and whoever was asked besides

    Scenario: The partners differed, a school and a late agency were asked
      Given the Chief Nurse gives the view "Notifiable - notify and hold a Rapid Review" on Monday 30 March 2026
      And the Director of Children's Services gives the view "Not notifiable - hold a Rapid Review" on Monday 30 March 2026
      And the Detective Chief Superintendent gives the view "Not notifiable - hold a Rapid Review" on Monday 30 March 2026
      And these are completed:
        | Tuesday 31 March 2026  | the Director of Children's Services | Decide for the local authority   | Outcome: Not notifiable - hold a Rapid Review                                             | Which partner disagrees, and why: The Integrated Care Board would have notified |
        | Wednesday 1 April 2026 | the Business Manager                | Plan the Rapid Review meeting    |                                                                                           |                                                                                 |
        | Wednesday 1 April 2026 | the Business Manager                | Name the agencies to ask         |                                                                                           |                                                                                 |
        | Wednesday 1 April 2026 | the Business Manager                | Amend the letter to the agencies |                                                                                           |                                                                                 |
        | Wednesday 1 April 2026 | the Business Manager                | An agency is added               |                                                                                           |                                                                                 |
        | Thursday 2 April 2026  | the Education Safeguarding Officer  | Name schools and child care      | Does a school or child care setting know the child, or other children of the family?: yes | Which are they?: a school                                                       |
        | Thursday 2 April 2026  | the Named Nurse Primary Care        | Support primary care             |                                                                                           |                                                                                 |
      And every agency completes "Confirm involvement" on Tuesday 7 April 2026, answering:
        | Was your organisation involved with the child, the family or others named, in the period under review? | No, they are not known to it |
      When these are completed:
        | Monday 13 April 2026   | the Business Manager                           | Compile the information pack |
        | Thursday 16 April 2026 | the Detective Chief Superintendent             | Hold the meeting, part one   |
        | Thursday 16 April 2026 | the Detective Chief Superintendent             | Hold the meeting, part two   |
        | Friday 17 April 2026   | the Detective Chief Superintendent             | Draft the Chair's Report     |
        | Friday 17 April 2026   | the Detective Chief Superintendent             | Sign as chair                |
        | Monday 20 April 2026   | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding |
      Then the document "chairs report" says "Dissent in the Virtual Panel: The Integrated Care Board would have notified"
      And the document "chairs report" says "Schools and child care settings asked: Greywether Academy Asked late: Warrington Borough Council"

  @RR-13 @RR-14 @RR-15 @RR-16 @RR-19 @RR-20 @RR-22
  Rule: What the forms ask

    Scenario: The form "Draft the Chair's Report"
      Then the form "Draft the Chair's Report" asks:
        | Has the case been considered against the criteria of Working Together 2018? | always        | yes no                     |
        | Immediate safeguarding arrangements of any children involved                | always        | text                       |
        | Concise summary of the facts about the incident and relevant context        | always        | text of at most 1500 words |
        | Context of the child and the family                                         | always        | text of at most 500 words  |
        | Involvement of the agencies, and key episodes of practice                   | always        | text of at most 1000 words |
        | Immediate learning already established                                      | always        | text                       |
        | How this learning is disseminated, to whom and by when                      | always        | text                       |
        | Potential for additional learning                                           | always        | text                       |
        | Why no further learning is to be gained                                     | if it applies | text                       |
        | Agencies that would be expected and were not involved, and why              | always        | text                       |
        | Dissent in the meeting                                                      | may be        | text                       |

    Scenario: The form "Sign the Chair's Report as chair"
      Then the form "Sign the Chair's Report as chair" asks:
        | Do you sign the report as it stands? | always        | Yes, I sign it; No, it is to be changed |
        | What is to be changed                | if it applies | text                                    |

    Scenario: The form "Sign the Chair's Report as Head of Safeguarding"
      Then the form "Sign the Chair's Report as Head of Safeguarding" asks:
        | Do you sign the report as it stands? | always        | Yes, I sign it; No, it is to be changed |
        | What is to be changed                | if it applies | text                                    |

    Scenario: The form "Send the Chair's Report to the National Panel"
      Then the form "Send the Chair's Report to the National Panel" asks:
        | When was the signed report sent?             | always | date                                                 |
        | How was it sent?                             | always | By secure email; Through the National Panel's system |
        | Reference of the receipt, if there is one    | may be | line                                                 |
        | Does it say whether an LCSPR is appropriate? | always | yes no                                               |
