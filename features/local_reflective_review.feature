Feature: Local Reflective Review
  Where no Local Child Safeguarding Practice Review follows, the Executive Group still learns: a lead takes a
  Reflective Review forward in a form that suits the case, or a single agency reviews its own process and reports
  back. The Executive Group keeps the review to time, and considers what was learnt.

  Background:
    Given the Head of Service refers a case on Saturday 28 March 2026, answering:
      | Which process do you propose? | Alternative learning by several agencies |
    And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026, answering:
      | Does the information indicate that an LCSPR should be considered? | no |
    And these are completed:
      | Monday 30 March 2026  | Business Manager | Prepare the letter to the referrer           |
      | Tuesday 31 March 2026 | Business Manager | Put the referral to the next Executive Group |

  @LRR-1 @LRR-2 @LRR-3 @CRI-11
  Rule: A lead takes the Reflective Review forward

    Background:
      Given the Chair of the Executive Group completes "Agree further action on the referral" on Thursday 16 April 2026

    Scenario: What the Executive Group agreed stands there
      Then what stands in "What that rests on" of "Name the lead of the Reflective Review" says "Several agencies can learn from it"
      When the Chair of the Executive Group completes "Name the lead of the Reflective Review" on Friday 17 April 2026
      Then what stands in "Scope" of "Plan the Reflective Review" says "The six months before the incident, and the agencies that knew the family"

    Scenario: From the lead to the lessons
      Then "Name the lead of the Reflective Review" is open for the Executive Group
      When the Chair of the Executive Group completes "Name the lead of the Reflective Review" on Friday 17 April 2026
      Then the Reflective Review lead is sent the letter "reflective review asked", naming Friday 29 May 2026
      And the letter "reflective review asked" says "Your report is due on Friday 29 May 2026"
      And the letter "reflective review asked" does not say "Amy"
      And "Plan the Reflective Review" is open for the Reflective Review lead
      And "Plan the Reflective Review" is due on Friday 29 May 2026
      When the Independent Reviewer completes "Plan the Reflective Review" on Monday 20 April 2026
      Then "Carry out the review and report" is due on Friday 29 May 2026
      When the Independent Reviewer completes "Carry out the review and report" on Friday 22 May 2026
      Then the document "local reflective review report" was written 1 times
      And "Consider the lead's report" is open for the Executive Group
      When the Chair of the Executive Group completes "Consider the lead's report" on Thursday 11 June 2026
      Then the Local Reflective Review ended with "Lessons to be shared"
      And the Executive Group is not told that LRR-L1 is late

    Scenario: A review that finds no lessons ends with the reason
      Given these are completed:
        | Friday 17 April 2026 | Chair of the Executive Group | Name the lead of the Reflective Review |                  |
        | Monday 20 April 2026 | Independent Reviewer         | Plan the Reflective Review             |                  |
        | Friday 22 May 2026   | Independent Reviewer         | Carry out the review and report        | Lessons: nothing |
      When the Chair of the Executive Group completes "Consider the lead's report" on Thursday 11 June 2026, answering:
        | Are there lessons? | no                                  |
        | Why there are none | The landlord mended it within a day |
      Then the Local Reflective Review ended with "No lessons"
      And "Plan how the learning is shared" is not open
      And what is kept of "Consider the lead's report" includes:
        | Why there are none | The landlord mended it within a day |
      And what is kept of "Consider the lead's report" does not include "Which lessons, and how they reach every agency of the partnership"

    Scenario: The lead knows what the Executive Group agreed
      Given the Chair of the Executive Group completes "Name the lead of the Reflective Review" on Friday 17 April 2026
      When the Independent Reviewer completes "Plan the Reflective Review" on Monday 20 April 2026
      Then what is kept of "Name the lead of the Reflective Review" includes:
        | Why is a full review not needed?                 | The threshold of a local or national review is not met |
        | Which lessons about working together it may hold | Who tells the landlord of a danger                     |
      And what is kept of "Plan the Reflective Review" includes:
        | Scope | The six months before the incident |

    Scenario Outline: What names the lead
      When the Chair of the Executive Group tries to complete "Name the lead of the Reflective Review" on Friday 17 April 2026, answering "<question>" with "<answer>"
      Then it is <result>

      Examples:
        | question                                         | answer                           | result                                                             |
        | Why is a full review not needed?                 | The learning is embedded already | accepted                                                           |
        | Why is a full review not needed?                 | nothing                          | refused: "Choose: Why is a full review not needed?"                |
        | What that rests on                               | nothing                          | refused: "Enter: What that rests on"                               |
        | What the referral shows                          | nothing                          | refused: "Enter: What the referral shows"                          |
        | Which lessons about working together it may hold | nothing                          | refused: "Enter: Which lessons about working together it may hold" |
        | Lead of the review                               | nothing                          | refused: "Choose: Lead of the review"                              |
        | Report due on                                    | nothing                          | refused: "Enter: Report due on"                                    |
        | Report due on                                    | Friday 17 April 2026             | accepted                                                           |
        | Report due on                                    | Thursday 16 April 2026           | refused: "The report cannot be due before today"                   |

    Scenario: Nobody but the Executive Group names the lead, and nobody but the lead reviews
      When the Business Manager tries to complete "Name the lead of the Reflective Review" on Friday 17 April 2026
      Then it is refused: "may not do"
      Given the Chair of the Executive Group completes "Name the lead of the Reflective Review" on Friday 17 April 2026, answering:
        | Lead of the review | the Learning and Development Officer |
      When the Business Manager tries to complete "Plan the Reflective Review" on Monday 20 April 2026
      Then it is refused: "may not do"
      When the Independent Reviewer tries to complete "Plan the Reflective Review" on Monday 20 April 2026
      Then it is refused: "may not do"
      When the Learning and Development Officer tries to complete "Plan the Reflective Review" on Monday 20 April 2026
      Then it is accepted
      When the Independent Reviewer tries to complete "Carry out the review and report" on Friday 22 May 2026
      Then it is refused: "may not do"

  @LRR-4
  Rule: The form of the review suits the case and is proportionate

    Background:
      Given these are completed:
        | Thursday 16 April 2026 | Chair of the Executive Group | Agree further action on the referral   |
        | Friday 17 April 2026   | Chair of the Executive Group | Name the lead of the Reflective Review |

    Scenario Outline: The plan of the review
      When the Independent Reviewer tries to complete "Plan the Reflective Review" on Monday 20 April 2026, answering:
        | Which form has the review? | <form>   |
        | <question>                 | <answer> |
      Then it is <result>

      Examples:
        | form                   | question                                          | answer            | result                                                              |
        | A desk-top review      | Which form                                        | nothing           | accepted                                                            |
        | A professional debrief | Which form                                        | nothing           | accepted                                                            |
        | Another form           | Which form                                        | nothing           | refused: "Enter: Which form"                                        |
        | Another form           | Which form                                        | A learning circle | accepted                                                            |
        | nothing                | Which form                                        | nothing           | refused: "Choose: Which form has the review?"                       |
        | A desk-top review      | Why this form suits the case and is proportionate | nothing           | refused: "Enter: Why this form suits the case and is proportionate" |
        | A desk-top review      | Scope                                             | nothing           | refused: "Enter: Scope"                                             |
        | A desk-top review      | Agencies that take part                           | nothing           | refused: "Choose: Agencies that take part"                          |
        | A desk-top review      | How practitioners and their managers take part    | nothing           | refused: "Enter: How practitioners and their managers take part"    |
        | A desk-top review      | How the child and the family are heard            | nothing           | refused: "Enter: How the child and the family are heard"            |

    Scenario Outline: The report of the review
      Given the Independent Reviewer completes "Plan the Reflective Review" on Monday 20 April 2026
      When the Independent Reviewer tries to complete "Carry out the review and report" on Friday 22 May 2026, answering "<question>" with "<answer>"
      Then it is <result>

      Examples:
        | question                       | answer                      | result                                            |
        | How the review was carried out | nothing                     | refused: "Enter: How the review was carried out"  |
        | What happened, in short        | nothing                     | refused: "Enter: What happened, in short"         |
        | What worked well               | nothing                     | refused: "Enter: What worked well"                |
        | What got in the way, and why   | nothing                     | refused: "Enter: What got in the way, and why"    |
        | Conclusion                     | nothing                     | refused: "Enter: Conclusion"                      |
        | Lessons                        | a lesson                    | accepted                                          |
        | Lessons                        | a lesson without a proposal | refused: "Enter: What you propose to do about it" |
        | Papers of the review           | the notes                   | accepted                                          |

    Scenario: The report says how it was reviewed, and what is to be learnt
      Given the Independent Reviewer completes "Plan the Reflective Review" on Monday 20 April 2026, answering:
        | Which form has the review? | Another form      |
        | Which form                 | A learning circle |
      When the Independent Reviewer completes "Carry out the review and report" on Friday 22 May 2026, answering:
        | Lessons              | a lesson  |
        | Papers of the review | the notes |
      Then the document "local reflective review report" says "It holds nobody to account"
      And the document "local reflective review report" says "The threshold of a local or national review is not met. Nobody suspects abuse or neglect"
      And the document "local reflective review report" says "What the referral shows: Three agencies knew of the window, and each thought that another had told the landlord"
      And the document "local reflective review report" says "Which lessons about working together it may hold: Who tells the landlord of a danger"
      And the document "local reflective review report" says "Lead The Independent Reviewer"
      And the document "local reflective review report" says "Form Another form Which form A learning circle Agencies that took part Bridgewater NHS, Halton Housing"
      And the document "local reflective review report" says "is proportionate: The period is short, and three agencies were involved Scope: The six months before the incident"
      And the document "local reflective review report" says "What was done: The records of three agencies were read, and five practitioners asked"
      And the document "local reflective review report" says "took part: They are asked by telephone How the child and the family were heard: The mother is asked what she would change"
      And the document "local reflective review report" says "What happened A child fell from a window that had been reported as broken"
      And the document "local reflective review report" says "What worked well The health visitor saw the window at once"
      And the document "local reflective review report" says "What got in the way, and why Each agency thought that another had told the landlord"
      And the document "local reflective review report" says "Sharing information Whoever sees a danger tells the landlord Agree one way of reporting dangers Bridgewater NHS, Halton Housing"
      And the document "local reflective review report" says "Conclusion The agencies can agree who tells the landlord"
      And the document "local reflective review report" does not say "Amy"
      And the document shown with "Consider the lead's report" says "Agree one way of reporting dangers"
      And what is kept of "Carry out the review and report" includes:
        | Papers of the review | the notes |

    Scenario: A report without lessons says so
      When these are completed:
        | Monday 20 April 2026 | Independent Reviewer | Plan the Reflective Review      |                  |
        | Friday 22 May 2026   | Independent Reviewer | Carry out the review and report | Lessons: nothing |
      Then the document "local reflective review report" says "Lessons None."
      And the document "local reflective review report" says "A desk-top review"
      And the document "local reflective review report" does not say "Which form"

  @LRR-5 @LRR-1 @LRR-2 @CRI-11
  Rule: An agency whose own process it concerns reviews, and reports back

    Background:
      Given the Chair of the Executive Group completes "Agree further action on the referral" on Thursday 16 April 2026, answering:
        | What did the Executive Group agree? | A review by a single agency |
        | Which agency reviews?               | Bridgewater NHS             |

    Scenario: The agency is tasked, and reports back its findings
      Then "Task the agency with its review" is open for the Executive Group
      And what stands in "What that rests on" of "Task the agency with its review" says "Several agencies can learn from it"
      And what stands in "What it is to find out" of "Task the agency with its review" says "The six months before the incident, and the agencies that knew the family"
      When the Chair of the Executive Group completes "Task the agency with its review" on Friday 17 April 2026
      Then the Reviewing agency is sent the letter "single agency review asked", naming Friday 15 May 2026
      And the letter "single agency review asked" says "asks Bridgewater NHS to review its own process or system in case 2026-0001, and to report back its findings by Friday 15 May 2026"
      And the letter "single agency review asked" says "What it concerns: How visits are covered when a health visitor is away What you are asked to find out: Why nobody covered the visit"
      And the letter "single agency review asked" does not say "Amy"
      And "Review and report back" is open for the Reviewing agency
      And "Review and report back" is due on Friday 15 May 2026
      And the document shown with "Review and report back" says "Amy Jones Wednesday 1 May 2019 1 High Street, Widnes Halton"
      And the document shown with "Review and report back" says "None were named"
      And the document shown with "Review and report back" says "On Wednesday 25 March 2026, in Halton."
      And the document shown with "Review and report back" does not say "Period under review"
      When the Named Nurse Safeguarding Children of Bridgewater NHS completes "Review and report back" on Thursday 14 May 2026
      Then "Consider the agency's report" is open for the Executive Group
      When the Chair of the Executive Group completes "Consider the agency's report" on Thursday 11 June 2026
      Then the Local Reflective Review ended with "Lessons to be shared"
      And "Name the lead of the Reflective Review" is not open

    Scenario: The agency is shown whom the case is about, and who lives with the child
      Given the Head of Service refers a case on Saturday 28 March 2026, answering:
        | Which process do you propose?    | Alternative learning by one agency |
        | Household and significant others | Amy's mother                       |
      And the Business Manager completes "Check that the referral is complete" on Monday 30 March 2026, answering:
        | Does the information indicate that an LCSPR should be considered? | no |
      And these are completed:
        | Tuesday 31 March 2026  | Business Manager             | Put the referral to the next Executive Group |                                                                  |                                        |
        | Thursday 16 April 2026 | Chair of the Executive Group | Agree further action on the referral         | What did the Executive Group agree?: A review by a single agency | Which agency reviews?: Bridgewater NHS |
        | Friday 17 April 2026   | Chair of the Executive Group | Task the agency with its review              |                                                                  |                                        |
      Then the document shown with "Review and report back" says "Kim Jones Mother Sunday 14 July 1996 1 High Street, Widnes"
      And the document shown with "Review and report back" does not say "None were named"

    Scenario: An agency's review without lessons for others
      Given these are completed:
        | Friday 17 April 2026 | Chair of the Executive Group            | Task the agency with its review |
        | Thursday 14 May 2026 | Head of Safeguarding of Bridgewater NHS | Review and report back          |
      When the Chair of the Executive Group completes "Consider the agency's report" on Thursday 11 June 2026, answering:
        | Are there lessons? | no                         |
        | Why there are none | It concerns one team alone |
      Then the Local Reflective Review ended with "No lessons"

    Scenario: Nobody but the agency that was chosen reports
      Given the Chair of the Executive Group completes "Task the agency with its review" on Friday 17 April 2026
      When the Head of Neighbourhoods of Halton Housing tries to complete "Review and report back" on Thursday 14 May 2026
      Then it is refused: "may not do"
      When the Business Manager tries to complete "Review and report back" on Thursday 14 May 2026
      Then it is refused: "may not do"
      When the Head of Safeguarding of Bridgewater NHS tries to complete "Review and report back" on Thursday 14 May 2026
      Then it is accepted

    Scenario Outline: What the agency is asked
      When the Chair of the Executive Group tries to complete "Task the agency with its review" on Friday 17 April 2026, answering "<question>" with "<answer>"
      Then it is <result>

      Examples:
        | question                                          | answer                           | result                                                              |
        | Why is a full review not needed?                  | The learning is embedded already | accepted                                                            |
        | Why is a full review not needed?                  | nothing                          | refused: "Choose: Why is a full review not needed?"                 |
        | What that rests on                                | nothing                          | refused: "Enter: What that rests on"                                |
        | What the referral shows                           | nothing                          | refused: "Enter: What the referral shows"                           |
        | Which process or system of the agency it concerns | nothing                          | refused: "Enter: Which process or system of the agency it concerns" |
        | What it is to find out                            | nothing                          | refused: "Enter: What it is to find out"                            |
        | Findings reported back by                         | nothing                          | refused: "Enter: Findings reported back by"                         |
        | Findings reported back by                         | Friday 17 April 2026             | accepted                                                            |
        | Findings reported back by                         | Thursday 16 April 2026           | refused: "The findings cannot be due before today"                  |

    Scenario Outline: What the agency reports
      Given the Chair of the Executive Group completes "Task the agency with its review" on Friday 17 April 2026
      When the Head of Safeguarding of Bridgewater NHS tries to complete "Review and report back" on Thursday 14 May 2026, answering:
        | How did your agency review? | <how>    |
        | <question>                  | <answer> |
      Then it is <result>

      Examples:
        | how                   | question                              | answer               | result                                                                     |
        | A 72-hour review      | In which way                          | nothing              | accepted                                                                   |
        | A Root Cause Analysis | In which way                          | nothing              | accepted                                                                   |
        | In another way        | In which way                          | nothing              | refused: "Enter: In which way"                                             |
        | In another way        | In which way                          | A peer review        | accepted                                                                   |
        | nothing               | In which way                          | nothing              | refused: "Choose: How did your agency review?"                             |
        | A 72-hour review      | Date on which the review ended        | Thursday 14 May 2026 | accepted                                                                   |
        | A 72-hour review      | Date on which the review ended        | Friday 15 May 2026   | refused: "The date on which the review ended must be today or in the past" |
        | A 72-hour review      | Date on which the review ended        | nothing              | refused: "Enter: Date on which the review ended"                           |
        | A 72-hour review      | Who reviewed, and who took part       | nothing              | refused: "Enter: Who reviewed, and who took part"                          |
        | A 72-hour review      | Findings                              | nothing              | refused: "Enter: Findings"                                                 |
        | A 72-hour review      | Why it happened                       | nothing              | refused: "Enter: Why it happened"                                          |
        | A 72-hour review      | What your agency has changed already  | nothing              | refused: "Enter: What your agency has changed already"                     |
        | A 72-hour review      | What it will change, and by when      | nothing              | refused: "Enter: What it will change, and by when"                         |
        | A 72-hour review      | What other agencies can learn from it | nothing              | refused: "Enter: What other agencies can learn from it"                    |
        | A 72-hour review      | The report                            | the report           | accepted                                                                   |

  @LRR-6 @LRR-L1
  Rule: The Executive Group keeps the review to time

    Scenario: The reviewers are reminded of the day that the Executive Group named
      Given these are completed:
        | Thursday 16 April 2026 | Chair of the Executive Group | Agree further action on the referral   |
        | Friday 17 April 2026   | Chair of the Executive Group | Name the lead of the Reflective Review |
        | Monday 20 April 2026   | Independent Reviewer         | Plan the Reflective Review             |
      When Monday 1 June 2026 ends
      Then the reminders of LRR-L1 are:
        | Thursday 21 May 2026  | Reflective Review lead |
        | Wednesday 27 May 2026 | Reflective Review lead |
        | Friday 29 May 2026    | Reflective Review lead |
        | Monday 1 June 2026    | Reflective Review lead |
        | Monday 1 June 2026    | Head of Safeguarding   |

    Scenario: The report is not there on the day that the Executive Group named
      Given these are completed:
        | Thursday 16 April 2026 | Chair of the Executive Group | Agree further action on the referral   |
        | Friday 17 April 2026   | Chair of the Executive Group | Name the lead of the Reflective Review |
        | Monday 20 April 2026   | Independent Reviewer         | Plan the Reflective Review             |
      When Thursday 28 May 2026 ends
      Then the Executive Group is not told that LRR-L1 is late
      When Friday 29 May 2026 ends
      Then the Executive Group is told once that LRR-L1 is late
      When the Independent Reviewer tries to complete "Carry out the review and report" on Monday 1 June 2026
      Then it is refused: "Enter: Why this is late"
      When the Independent Reviewer tries to complete "Carry out the review and report" on Monday 1 June 2026, answering "Why this is late" with "A practitioner was ill"
      Then it is accepted

    Scenario: The review is not even planned on that day
      Given these are completed:
        | Thursday 16 April 2026 | Chair of the Executive Group | Agree further action on the referral   |
        | Friday 17 April 2026   | Chair of the Executive Group | Name the lead of the Reflective Review |
      When Thursday 28 May 2026 ends
      Then the Executive Group is not told that LRR-L1 is late
      When Friday 29 May 2026 ends
      Then the Executive Group is told once that LRR-L1 is late
      When the Independent Reviewer tries to complete "Plan the Reflective Review" on Monday 1 June 2026
      Then it is refused: "Enter: Why this is late"

    Scenario: The agency has not reported back on the day that the Executive Group named
      Given these are completed:
        | Thursday 16 April 2026 | Chair of the Executive Group | Agree further action on the referral | What did the Executive Group agree?: A review by a single agency | Which agency reviews?: Bridgewater NHS |
        | Friday 17 April 2026   | Chair of the Executive Group | Task the agency with its review      | Findings reported back by: Monday 4 May 2026                     |                                        |
      When Sunday 3 May 2026 ends
      Then the Executive Group is not told that LRR-L1 is late
      When Monday 4 May 2026 ends
      Then the Executive Group is told once that LRR-L1 is late
      When the Head of Safeguarding of Bridgewater NHS tries to complete "Review and report back" on Tuesday 5 May 2026
      Then it is refused: "Enter: Why this is late"

  @LRR-6 @LRR-2
  Rule: The Executive Group considers the report; one that lacks something goes back with a new date

    Scenario: The lead's report goes back
      Given these are completed:
        | Thursday 16 April 2026 | Chair of the Executive Group | Agree further action on the referral   |
        | Friday 17 April 2026   | Chair of the Executive Group | Name the lead of the Reflective Review |
        | Monday 20 April 2026   | Independent Reviewer         | Plan the Reflective Review             |
        | Friday 22 May 2026     | Independent Reviewer         | Carry out the review and report        |
      When the Chair of the Executive Group completes "Consider the lead's report" on Tuesday 26 May 2026, answering:
        | Is the report accepted? | no                              |
        | What is missing         | What the landlord says about it |
        | Report due again on     | Friday 19 June 2026             |
      Then what is kept of "Consider the lead's report" does not include "Are there lessons?"
      And the Reflective Review lead is sent the letter "review report returned", naming Friday 19 June 2026
      And the letter "review report returned" says "On Tuesday 26 May 2026 the Executive Group considered your report"
      And the letter "review report returned" says "This is missing: What the landlord says about it Your report is now due on Friday 19 June 2026"
      And "Carry out the review and report" is due on Friday 19 June 2026
      When Friday 29 May 2026 ends
      Then the Executive Group is not told that LRR-L1 is late
      When the Independent Reviewer completes "Carry out the review and report" on Thursday 18 June 2026
      Then the document "local reflective review report" was written 2 times
      When the Chair of the Executive Group completes "Consider the lead's report" on Thursday 16 July 2026
      Then the Local Reflective Review ended with "Lessons to be shared"

    Scenario: A report that was sent back is late again
      Given these are completed:
        | Thursday 16 April 2026 | Chair of the Executive Group | Agree further action on the referral   |                             |                                                  |                                          |
        | Friday 17 April 2026   | Chair of the Executive Group | Name the lead of the Reflective Review |                             |                                                  |                                          |
        | Monday 20 April 2026   | Independent Reviewer         | Plan the Reflective Review             |                             |                                                  |                                          |
        | Friday 22 May 2026     | Independent Reviewer         | Carry out the review and report        |                             |                                                  |                                          |
        | Tuesday 26 May 2026    | Chair of the Executive Group | Consider the lead's report             | Is the report accepted?: no | What is missing: What the landlord says about it | Report due again on: Friday 19 June 2026 |
      When Thursday 18 June 2026 ends
      Then the Executive Group is not told that LRR-L1 is late
      When Friday 19 June 2026 ends
      Then the Executive Group is told once that LRR-L1 is late

    Scenario: The agency's report goes back
      Given these are completed:
        | Thursday 16 April 2026 | Chair of the Executive Group            | Agree further action on the referral | What did the Executive Group agree?: A review by a single agency | Which agency reviews?: Bridgewater NHS |
        | Friday 17 April 2026   | Chair of the Executive Group            | Task the agency with its review      |                                                                  |                                        |
        | Thursday 14 May 2026   | Head of Safeguarding of Bridgewater NHS | Review and report back               |                                                                  |                                        |
      When the Chair of the Executive Group completes "Consider the agency's report" on Thursday 14 May 2026, answering:
        | Is the report accepted? | no                   |
        | What is missing         | Who checks the diary |
        | Report due again on     | Friday 29 May 2026   |
      Then the Reviewing agency is sent the letter "review report returned", naming Friday 29 May 2026
      And the letter "review report returned" says "Who checks the diary"
      And "Review and report back" is due on Friday 29 May 2026
      When the Head of Safeguarding of Bridgewater NHS completes "Review and report back" on Thursday 28 May 2026
      And the Chair of the Executive Group completes "Consider the agency's report" on Thursday 11 June 2026
      Then the Local Reflective Review ended with "Lessons to be shared"

    Scenario Outline: What the Executive Group finds
      Given these are completed:
        | Thursday 16 April 2026 | Chair of the Executive Group | Agree further action on the referral   |
        | Friday 17 April 2026   | Chair of the Executive Group | Name the lead of the Reflective Review |
        | Monday 20 April 2026   | Independent Reviewer         | Plan the Reflective Review             |
        | Friday 22 May 2026     | Independent Reviewer         | Carry out the review and report        |
      When the Chair of the Executive Group tries to complete "Consider the lead's report" on Thursday 11 June 2026, answering:
        | Is the report accepted? | <accepted> |
        | Are there lessons?      | <lessons>  |
        | What is missing         | <missing>  |
        | Report due again on     | <again>    |
        | <question>              | <answer>   |
      Then it is <result>

      Examples:
        | accepted | lessons | missing  | again                  | question                                                          | answer              | result                                                                                      |
        | yes      | yes     | nothing  | nothing                | Date on which the Executive Group considered it                   | Friday 12 June 2026 | refused: "The date on which the Executive Group considered it must be today or in the past" |
        | yes      | yes     | nothing  | nothing                | Date on which the Executive Group considered it                   | nothing             | refused: "Enter: Date on which the Executive Group considered it"                           |
        | nothing  | nothing | nothing  | nothing                | Why there are none                                                | nothing             | refused: "Choose: Is the report accepted?"                                                  |
        | yes      | nothing | nothing  | nothing                | Why there are none                                                | nothing             | refused: "Choose: Are there lessons?"                                                       |
        | yes      | yes     | nothing  | nothing                | Which lessons, and how they reach every agency of the partnership | nothing             | refused: "Enter: Which lessons, and how they reach every agency of the partnership"         |
        | yes      | no      | nothing  | nothing                | Why there are none                                                | nothing             | refused: "Enter: Why there are none"                                                        |
        | no       | nothing | nothing  | Thursday 11 June 2026  | Why there are none                                                | nothing             | refused: "Enter: What is missing"                                                           |
        | no       | nothing | The rest | nothing                | Why there are none                                                | nothing             | refused: "Enter: Report due again on"                                                       |
        | no       | nothing | The rest | Wednesday 10 June 2026 | Why there are none                                                | nothing             | refused: "The report cannot be due before today"                                            |
        | no       | nothing | The rest | Thursday 11 June 2026  | Why there are none                                                | nothing             | accepted                                                                                    |

    Scenario: Nobody but the Executive Group considers a report
      Given these are completed:
        | Thursday 16 April 2026 | Chair of the Executive Group | Agree further action on the referral   |
        | Friday 17 April 2026   | Chair of the Executive Group | Name the lead of the Reflective Review |
        | Monday 20 April 2026   | Independent Reviewer         | Plan the Reflective Review             |
        | Friday 22 May 2026     | Independent Reviewer         | Carry out the review and report        |
      When the Independent Reviewer tries to complete "Consider the lead's report" on Thursday 11 June 2026
      Then it is refused: "may not do"
      When the Business Manager tries to complete "Consider the lead's report" on Thursday 11 June 2026
      Then it is refused: "may not do"

  @LRR-2
  Rule: Where there was a Rapid Review, its record is considered

    Background:
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
        | Tuesday 14 April 2026  | Business Manager                           | Compile the information pack                     |                                                               |                                           |
        | Thursday 16 April 2026 | Detective Chief Superintendent             | Hold the meeting, part one                       |                                                               |                                           |
        | Thursday 16 April 2026 | Detective Chief Superintendent             | Hold the meeting, part two                       | Is a Local Child Safeguarding Practice Review undertaken?: no |                                           |
        | Friday 17 April 2026   | Detective Chief Superintendent             | Draft the Chair's Report                         |                                                               |                                           |
        | Friday 17 April 2026   | Detective Chief Superintendent             | Sign as chair                                    |                                                               |                                           |
        | Friday 17 April 2026   | Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding                     |                                                               |                                           |
        | Friday 17 April 2026   | Business Manager                           | Put the Rapid Review to the next Executive Group | Is an extraordinary meeting called?: yes                      | Date of the meeting: Wednesday 6 May 2026 |

    Scenario: The lead's review rests on what the record shows
      Given the Chair of the Executive Group completes "Agree what follows the Rapid Review" on Wednesday 6 May 2026
      When the Chair of the Executive Group tries to complete "Name the lead of the Reflective Review" on Thursday 7 May 2026
      Then it is refused: "Enter: What the record of the Rapid Review shows"
      When these are completed:
        | Thursday 7 May 2026 | Chair of the Executive Group | Name the lead of the Reflective Review | What the record of the Rapid Review shows: Three agencies saw the window |
        | Monday 11 May 2026  | Independent Reviewer         | Plan the Reflective Review             |                                                                          |
        | Friday 5 June 2026  | Independent Reviewer         | Carry out the review and report        |                                                                          |
      Then the document "local reflective review report" says "What the record of the Rapid Review shows: Three agencies saw the window"

    Scenario: The agency's review rests on what the record shows
      Given the Chair of the Executive Group completes "Agree what follows the Rapid Review" on Wednesday 6 May 2026, answering:
        | What did the Executive Group agree? | A review by a single agency |
        | Which agency reviews?               | Bridgewater NHS             |
      When the Chair of the Executive Group tries to complete "Task the agency with its review" on Thursday 7 May 2026
      Then it is refused: "Enter: What the record of the Rapid Review shows"
      When the Chair of the Executive Group completes "Task the agency with its review" on Thursday 7 May 2026, answering:
        | What the record of the Rapid Review shows | A visit was missed |
      Then what is kept of "Task the agency with its review" includes:
        | What the record of the Rapid Review shows | A visit was missed |

  @LRR-2 @LRR-3 @LRR-4 @LRR-5 @LRR-6
  Rule: What the forms ask

    Scenario: The form "Name the lead of the Reflective Review"
      Then the form "Name the lead of the Reflective Review" asks:
        | Why is a full review not needed?                 | always        | The threshold of a local or national review is not met; The learning is embedded already |
        | What that rests on                               | always        | text                                                                                     |
        | What the referral shows                          | always        | text                                                                                     |
        | What the record of the Rapid Review shows        | if it applies | text                                                                                     |
        | Which lessons about working together it may hold | always        | text                                                                                     |
        | Lead of the review                               | always        | people                                                                                   |
        | Report due on                                    | always        | date                                                                                     |

    Scenario: The form "Plan the Reflective Review"
      Then the form "Plan the Reflective Review" asks:
        | Which form has the review?                        | always        | A desk-top review; A professional debrief; Another form |
        | Which form                                        | if it applies | text                                                    |
        | Why this form suits the case and is proportionate | always        | text                                                    |
        | Scope                                             | always        | text                                                    |
        | Agencies that take part                           | always        | agencies                                                |
        | How practitioners and their managers take part    | always        | text                                                    |
        | How the child and the family are heard            | always        | text                                                    |

    Scenario: The form "Report on the Reflective Review"
      Then the form "Report on the Reflective Review" asks:
        | How the review was carried out          | always | text     |
        | What happened, in short                 | always | text     |
        | What worked well                        | always | text     |
        | What got in the way, and why            | always | text     |
        | Lessons                                 | may be | group    |
        | Lesson: Theme                           | always | line     |
        | Lesson: What is to be learnt            | always | text     |
        | Lesson: What you propose to do about it | always | text     |
        | Lesson: Agencies concerned              | always | agencies |
        | Conclusion                              | always | text     |
        | Papers of the review                    | may be | file     |

    Scenario: The form "Task the agency with its review"
      Then the form "Task the agency with its review" asks:
        | Why is a full review not needed?                  | always        | The threshold of a local or national review is not met; The learning is embedded already |
        | What that rests on                                | always        | text                                                                                     |
        | What the referral shows                           | always        | text                                                                                     |
        | What the record of the Rapid Review shows         | if it applies | text                                                                                     |
        | Which process or system of the agency it concerns | always        | text                                                                                     |
        | What it is to find out                            | always        | text                                                                                     |
        | Findings reported back by                         | always        | date                                                                                     |

    Scenario: The form "Report your agency's findings"
      Then the form "Report your agency's findings" asks:
        | How did your agency review?           | always        | A 72-hour review; A Root Cause Analysis; In another way |
        | In which way                          | if it applies | line                                                    |
        | Date on which the review ended        | always        | date                                                    |
        | Who reviewed, and who took part       | always        | text                                                    |
        | Findings                              | always        | text                                                    |
        | Why it happened                       | always        | text                                                    |
        | What your agency has changed already  | always        | text                                                    |
        | What it will change, and by when      | always        | text                                                    |
        | What other agencies can learn from it | always        | text                                                    |
        | The report                            | may be        | file                                                    |

    Scenario: The form "Consider what was learnt"
      Then the form "Consider what was learnt" asks:
        | Date on which the Executive Group considered it                   | always        | date   |
        | Is the report accepted?                                           | always        | yes no |
        | What is missing                                                   | if it applies | text   |
        | Report due again on                                               | if it applies | date   |
        | Are there lessons?                                                | if it applies | yes no |
        | Which lessons, and how they reach every agency of the partnership | if it applies | text   |
        | Why there are none                                                | if it applies | text   |
