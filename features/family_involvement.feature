Feature: Family involvement
  Family members, friends and support networks see services as nobody else does. They are told of the review and of
  support, heard, told what was learnt, shown the report before it is published, and prepared for its publication.

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
      | Thursday 16 April 2026  | the Business Manager                           | Compile the information pack  |                                                                |
      | Thursday 16 April 2026  | the Detective Chief Superintendent             | Hold the meeting, part one    |                                                                |
      | Thursday 16 April 2026  | the Detective Chief Superintendent             | Hold the meeting, part two    | Is a Local Child Safeguarding Practice Review undertaken?: yes |
      | Friday 17 April 2026    | the Detective Chief Superintendent             | Draft the Chair's Report      |                                                                |
      | Friday 17 April 2026    | the Detective Chief Superintendent             | Sign as chair                 |                                                                |
      | Friday 17 April 2026    | the Head of Safeguarding and Quality Assurance | Sign as Head of Safeguarding  |                                                                |
      | Monday 20 April 2026    | the Business Manager                           | Commission the Lead Reviewer  |                                                                |
      | Wednesday 22 April 2026 | the Chair of the Executive Group               | Approve the scoping panel     |                                                                |
      | Monday 27 April 2026    | the Chair of the Executive Group               | Settle the terms of reference |                                                                |

  @FAM-1 @FAM-L1
  Rule: The family is identified, and approached as soon as it may be

    Scenario: They can be approached
      Then "Identify the family" is open for the Business unit
      When the Business Manager completes "Identify the family" on Tuesday 28 April 2026
      Then "Prepare the letter to the family" is open for the Business unit
      And "Review the hold" is not open

    @FAM-2 @FAM-4
    Scenario: Only the business unit prepares the letter, in another language if it is wanted
      Given the Business Manager completes "Identify the family" on Tuesday 28 April 2026
      When the Independent Reviewer tries to complete "Prepare the letter to the family" on Wednesday 29 April 2026
      Then it is refused: "may not do"
      When the Business Manager completes "Prepare the letter to the family" on Wednesday 29 April 2026, answering "Language or format in which it is wanted" with "Polish"
      Then what is kept of "Prepare the letter to the family" includes:
        | Language or format in which it is wanted | Polish |

    Scenario: Nobody can be approached, and the reason is kept
      When the Business Manager completes "Identify the family" on Tuesday 28 April 2026, answering "Can they be approached?" with "Nobody can be approached"
      Then the Family involvement ended with "Nobody can be approached"
      And what is kept of "Identify the family" includes:
        | Why nobody can be approached | No relative could be found, and there are no friends |
      And what is kept of "Identify the family" does not include "People to involve"

    Scenario: A hold is reviewed by the day set for it
      When the Business Manager completes "Identify the family" on Tuesday 28 April 2026, answering:
        | Can they be approached?           | Not yet - the police or the coroner ask us to wait |
        | Day by which the hold is reviewed | Friday 15 May 2026                                 |
      Then "Review the hold" is open for the Business unit
      And "Review the hold" is due on Friday 15 May 2026
      And "Prepare the letter to the family" is not open
      When Thursday 14 May 2026 ends
      Then the Scoping panel chair is not told that FAM-L1 is late
      When Friday 15 May 2026 ends
      Then the Scoping panel chair is told once that FAM-L1 is late
      When the Business Manager tries to complete "Review the hold" on Monday 18 May 2026
      Then it is refused: "Enter: Why this is late"

    Scenario: A hold that goes on is reviewed again, and the family is identified when it is lifted
      Given the Business Manager completes "Identify the family" on Tuesday 28 April 2026, answering:
        | Can they be approached? | Not yet - the police or the coroner ask us to wait |
        | Who asks us to wait?    | The coroner                                        |
      And the Business Manager completes "Review the hold" on Friday 8 May 2026, answering:
        | Is the hold lifted?               | no                 |
        | Day by which it is reviewed again | Monday 1 June 2026 |
      Then "Review the hold" is due on Monday 1 June 2026
      And what is kept of "Review the hold" includes:
        | Why it goes on | The interview has been put off |
      And the date of "hold review planned" is Monday 1 June 2026
      When the Business Manager completes "Review the hold" on Tuesday 26 May 2026
      Then "Identify the family" is open for the Business unit
      And "Review the hold" is not open
      When the Business Manager completes "Identify the family" on Tuesday 26 May 2026
      Then "Prepare the letter to the family" is open for the Business unit
      When Monday 1 June 2026 ends
      Then the Scoping panel chair is not told that FAM-L1 is late

    Scenario Outline: What is recorded of the family
      When the <post> tries to complete "Identify the family" on Tuesday 28 April 2026, answering:
        | Can they be approached? | <approach> |
        | <question>              | <answer>   |
      Then it is <result>

      Examples:
        | post                 | approach                                           | question                          | answer                         | result                                                  |
        | Business Manager     | They can                                           | People to involve                 | the mother and a neighbour     | accepted                                                |
        | Business Manager     | They can                                           | People to involve                 | nothing                        | refused: "People to involve"                            |
        | Business Manager     | They can                                           | People to involve                 | somebody who cannot be reached | refused: "Enter: How to reach this person"              |
        | Business Manager     | They can                                           | Why nobody can be approached      | nothing                        | accepted                                                |
        | Business Manager     | They can                                           | Day by which the hold is reviewed | nothing                        | accepted                                                |
        | Business Manager     | Nobody can be approached                           | Why nobody can be approached      | nothing                        | refused: "Enter: Why nobody can be approached"          |
        | Business Manager     | Nobody can be approached                           | People to involve                 | nothing                        | accepted                                                |
        | Business Manager     | Not yet - the police or the coroner ask us to wait | People to involve                 | nothing                        | refused: "People to involve"                            |
        | Business Manager     | Not yet - the police or the coroner ask us to wait | Who asks us to wait?              | nothing                        | refused: "Choose: Who asks us to wait?"                 |
        | Business Manager     | Not yet - the police or the coroner ask us to wait | Basis of the hold                 | nothing                        | refused: "Enter: Basis of the hold"                     |
        | Business Manager     | Not yet - the police or the coroner ask us to wait | Day by which the hold is reviewed | Tuesday 28 April 2026          | accepted                                                |
        | Business Manager     | Not yet - the police or the coroner ask us to wait | Day by which the hold is reviewed | Monday 27 April 2026           | refused: "The day of the review must be today or later" |
        | Independent Reviewer | They can                                           | People to involve                 | the mother and a neighbour     | refused: "may not do"                                   |

    Scenario Outline: What the review of a hold needs
      Given the Business Manager completes "Identify the family" on Tuesday 28 April 2026, answering "Can they be approached?" with "Not yet - the police or the coroner ask us to wait"
      When the Business Manager tries to complete "Review the hold" on Wednesday 6 May 2026, answering:
        | Is the hold lifted? | <lifted> |
        | <question>          | <answer> |
      Then it is <result>

      Examples:
        | lifted | question                          | answer               | result                                                      |
        | yes    | Why it goes on                    | nothing              | accepted                                                    |
        | yes    | Day by which it is reviewed again | nothing              | accepted                                                    |
        | no     | Why it goes on                    | nothing              | refused: "Enter: Why it goes on"                            |
        | no     | Day by which it is reviewed again | nothing              | refused: "Enter: Day by which it is reviewed again"         |
        | no     | Day by which it is reviewed again | Wednesday 6 May 2026 | refused: "The day of the next review must be in the future" |
        | no     | Day by which it is reviewed again | Thursday 7 May 2026  | accepted                                                    |

  @FAM-2 @FAM-3 @FAM-4
  Rule: The family is told of the review, of support and of the media, and contact is agreed

    Background:
      Given these are completed:
        | Tuesday 28 April 2026   | the Business Manager | Identify the family              |
        | Wednesday 29 April 2026 | the Business Manager | Prepare the letter to the family |

    Scenario: The letter to the family says what it means for them, and names nobody
      Then the document "family letter" was written
      And the document "family letter" says "Wednesday 29 April 2026"
      And the document "family letter" says "We ask how services worked with you. You may say what helped and what did not."
      And the document "family letter" says "An advocate of your choice, free of charge"
      And the document "family letter" says "Journalists may ring. You need not answer; our press office helps."
      And the document "family letter" says "The Business Manager: Telephone 01632 960 001"
      And the document "family letter" does not say "Amy"
      And the document "family letter" does not say "Jones"
      And the document shown with "Notify the family" says "An advocate of your choice, free of charge"

    Scenario: A family that takes part is heard
      When the Business Manager completes "Notify the family" on Thursday 30 April 2026
      Then "Hear the family" is open for the Lead Reviewer
      And what is kept of "Notify the family" includes:
        | Level of contact agreed     | How the review goes on, by telephone |
        | Frequency of contact agreed | Every second Friday                  |

    Scenario: A family that does not contribute is told what was learnt, and reads the report
      When the Business Manager completes "Notify the family" on Thursday 30 April 2026, answering:
        | What part does the family take in the review? | It does not contribute, but is told what was learnt and reads the report |
      Then "Hear the family" is not open
      And "Tell the family what was learnt" is open for the Scoping panel chair
      And "Prepare the family for publication" is not open
      And what is kept of "Notify the family" includes:
        | Reason | The mother does not want to speak about it yet; an advocate was offered |

    Scenario Outline: A family that cannot or will not take part is still prepared for publication
      When the Business Manager completes "Notify the family" on Thursday 30 April 2026, answering:
        | What part does the family take in the review? | None    |
        | Can it not, or does it not want to?           | <which> |
      Then "Hear the family" is not open
      And "Tell the family what was learnt" is not open
      And "Prepare the family for publication" is not open
      And what is kept of "Notify the family" includes:
        | Can it not, or does it not want to? | <which>                                                                 |
        | Reason                              | The mother does not want to speak about it yet; an advocate was offered |

      Examples:
        | which               |
        | It cannot           |
        | It does not want to |

    Scenario Outline: What the notification needs
      When the <post> tries to complete "Notify the family" on Thursday 30 April 2026, answering:
        | What part does the family take in the review? | <part>   |
        | <question>                                    | <answer> |
      Then it is <result>

      Examples:
        | post                 | part                                                                     | question                                        | answer                                                                 | result                                                                   |
        | Business Manager     | It contributes, is told what was learnt and reads the report             | Date on which the family was told of the review | Thursday 30 April 2026                                                 | accepted                                                                 |
        | Business Manager     | It contributes, is told what was learnt and reads the report             | Date on which the family was told of the review | Friday 1 May 2026                                                      | refused: "The date must be today or in the past"                         |
        | Business Manager     | It contributes, is told what was learnt and reads the report             | What the family was told of                     | Support and how to get it, The impact of the media                     | refused: "The family is told of the review, of support and of the media" |
        | Business Manager     | It contributes, is told what was learnt and reads the report             | What the family was told of                     | The review and what it means for the family, The impact of the media   | refused: "The family is told of the review, of support and of the media" |
        | Business Manager     | It contributes, is told what was learnt and reads the report             | What the family was told of                     | The review and what it means for the family, Support and how to get it | refused: "The family is told of the review, of support and of the media" |
        | Business Manager     | It contributes, is told what was learnt and reads the report             | Level of contact agreed                         | nothing                                                                | refused: "Enter: Level of contact agreed"                                |
        | Business Manager     | It contributes, is told what was learnt and reads the report             | Frequency of contact agreed                     | nothing                                                                | refused: "Enter: Frequency of contact agreed"                            |
        | Business Manager     | It contributes, is told what was learnt and reads the report             | Can it not, or does it not want to?             | nothing                                                                | accepted                                                                 |
        | Business Manager     | It contributes, is told what was learnt and reads the report             | Reason                                          | nothing                                                                | accepted                                                                 |
        | Business Manager     | None                                                                     | Can it not, or does it not want to?             | nothing                                                                | refused: "Choose: Can it not, or does it not want to?"                   |
        | Business Manager     | None                                                                     | Reason                                          | nothing                                                                | refused: "Enter: Reason"                                                 |
        | Independent Reviewer | None                                                                     | Date on which the family was told of the review | Thursday 30 April 2026                                                 | refused: "may not do"                                                    |
        | Business Manager     | It does not contribute, but is told what was learnt and reads the report | Reason                                          | nothing                                                                | refused: "Enter: Reason"                                                 |
        | Business Manager     | It does not contribute, but is told what was learnt and reads the report | Can it not, or does it not want to?             | nothing                                                                | refused: "Choose: Can it not, or does it not want to?"                   |

  @FAM-1 @FAM-4 @FAM-5
  Rule: The family is supported to contribute, and told what was learnt

    Background:
      Given these are completed:
        | Tuesday 28 April 2026   | the Business Manager | Identify the family              |
        | Wednesday 29 April 2026 | the Business Manager | Prepare the letter to the family |
        | Thursday 30 April 2026  | the Business Manager | Notify the family                |

    Scenario: Heard, then told what was learnt once there is a draft
      When the Independent Reviewer completes "Hear the family" on Tuesday 12 May 2026
      Then "Tell the family what was learnt" is open for the Scoping panel chair
      When the Chair of the Executive Group tries to complete "Tell the family what was learnt" on Wednesday 13 May 2026
      Then it is refused: "The learning is told once there is a draft of the report"
      Given the Independent Reviewer completes "Draft the report" on Monday 1 June 2026
      When the Chair of the Executive Group completes "Tell the family what was learnt" on Wednesday 3 June 2026, answering:
        | What the family said to it | That it comes too late for her, but not for others |
      Then "Show the family the report" is open for the Business unit
      And what is kept of "Tell the family what was learnt" includes:
        | What the family said to it | That it comes too late for her, but not for others |

    Scenario Outline: What is recorded of the contribution
      When the <post> tries to complete "Hear the family" on Tuesday 12 May 2026, answering:
        | Has the family contributed? | <contributed> |
        | <question>                  | <answer>      |
      Then it is <result>

      Examples:
        | post                 | contributed | question                                   | answer                                     | result                                                       |
        | Independent Reviewer | yes         | What was heard                             | a meeting with the mother                  | accepted                                                     |
        | Independent Reviewer | yes         | What was heard                             | nothing                                    | refused: "What was heard"                                    |
        | Independent Reviewer | yes         | What was heard                             | a meeting of tomorrow                      | refused: "The date must be today or in the past"             |
        | Independent Reviewer | yes         | What was heard                             | a meeting that the report makes nothing of | refused: "Enter: What the report makes of it"                |
        | Independent Reviewer | yes         | Why it has not                             | nothing                                    | accepted                                                     |
        | Independent Reviewer | yes         | How the family was supported to contribute | nothing                                    | refused: "Enter: How the family was supported to contribute" |
        | Independent Reviewer | no          | Why it has not                             | nothing                                    | refused: "Enter: Why it has not"                             |
        | Independent Reviewer | no          | What was heard                             | nothing                                    | accepted                                                     |
        | Business Manager     | yes         | What was heard                             | a meeting with the mother                  | refused: "may not do"                                        |

    Scenario Outline: What is recorded of the feedback
      Given these are completed:
        | Tuesday 12 May 2026 | the Independent Reviewer | Hear the family  |
        | Monday 1 June 2026  | the Independent Reviewer | Draft the report |
      When the <post> tries to complete "Tell the family what was learnt" on Wednesday 3 June 2026, answering "<question>" with "<answer>"
      Then it is <result>

      Examples:
        | post                         | question                                          | answer                | result                                           |
        | Chair of the Executive Group | Date on which the family was told of the learning | Wednesday 3 June 2026 | accepted                                         |
        | Chair of the Executive Group | Date on which the family was told of the learning | Thursday 4 June 2026  | refused: "The date must be today or in the past" |
        | Chair of the Executive Group | What the family was told                          | nothing               | refused: "Enter: What the family was told"       |
        | Business Manager             | Date on which the family was told of the learning | Wednesday 3 June 2026 | refused: "may not do"                            |

    Scenario: A family that was to be heard and could not be
      When the Independent Reviewer completes "Hear the family" on Tuesday 12 May 2026, answering:
        | Has the family contributed? | no |
      Then what is kept of "Hear the family" includes:
        | Why it has not | She was too unwell on each of three days |
      And "Tell the family what was learnt" is open for the Scoping panel chair

  @FAM-7
  Rule: The family reads the report before it is published, comments on it, and keeps no copy

    Background:
      Given these are completed:
        | Tuesday 28 April 2026   | the Business Manager             | Identify the family              |
        | Wednesday 29 April 2026 | the Business Manager             | Prepare the letter to the family |
        | Thursday 30 April 2026  | the Business Manager             | Notify the family                |
        | Tuesday 12 May 2026     | the Independent Reviewer         | Hear the family                  |
        | Monday 1 June 2026      | the Independent Reviewer         | Draft the report                 |
        | Wednesday 3 June 2026   | the Chair of the Executive Group | Tell the family what was learnt  |

    Scenario: Shown only after it has passed the check
      When the Business Manager tries to complete "Show the family the report" on Thursday 4 June 2026
      Then it is refused: "The report is shown once it has passed the check of anonymity and quality"
      Given the Business Manager completes "Check anonymity and quality" on Thursday 4 June 2026, answering "Result of the check" with "The report goes back to the Lead Reviewer"
      When the Business Manager tries to complete "Show the family the report" on Thursday 4 June 2026
      Then it is refused: "The report is shown once it has passed the check of anonymity and quality"
      Given these are completed:
        | Friday 5 June 2026 | the Independent Reviewer | Draft the report            |
        | Friday 5 June 2026 | the Business Manager     | Check anonymity and quality |
      When the Business Manager completes "Show the family the report" on Monday 8 June 2026
      Then "Deal with the family's comments" is open for the Lead Reviewer

    Scenario Outline: What is recorded of the read-only copy
      Given the Business Manager completes "Check anonymity and quality" on Thursday 4 June 2026
      When the <post> tries to complete "Show the family the report" on Monday 8 June 2026, answering:
        | Has the family read the report? | <read>   |
        | <question>                      | <answer> |
      Then it is <result>

      Examples:
        | post                 | read | question                                         | answer              | result                                                             |
        | Business Manager     | yes  | Date on which it was read                        | Monday 8 June 2026  | accepted                                                           |
        | Business Manager     | yes  | Date on which it was read                        | Tuesday 9 June 2026 | refused: "The date must be today or in the past"                   |
        | Business Manager     | yes  | Date on which it was read                        | nothing             | refused: "Enter: Date on which it was read"                        |
        | Business Manager     | yes  | Who read it, where, and who was there to support | nothing             | refused: "Enter: Who read it, where, and who was there to support" |
        | Business Manager     | yes  | Were all copies taken back?                      | no                  | refused: "The family does not keep a copy; take it back first"     |
        | Business Manager     | yes  | Were all copies taken back?                      | nothing             | refused: "Choose: Were all copies taken back?"                     |
        | Business Manager     | yes  | Comments of the family                           | two comments        | accepted                                                           |
        | Business Manager     | yes  | Comments of the family                           | a comment of nobody | refused: "Enter: Whose it is"                                      |
        | Business Manager     | yes  | Comments of the family                           | nothing             | refused: "Comments of the family"                                  |
        | Business Manager     | yes  | Did the family comment on it?                    | nothing             | refused: "Choose: Did the family comment on it?"                   |
        | Business Manager     | yes  | Did the family comment on it?                    | no                  | accepted                                                           |
        | Business Manager     | yes  | Why it has not                                   | nothing             | accepted                                                           |
        | Business Manager     | no   | Why it has not                                   | nothing             | refused: "Enter: Why it has not"                                   |
        | Business Manager     | no   | Date on which it was read                        | nothing             | accepted                                                           |
        | Business Manager     | no   | Who read it, where, and who was there to support | nothing             | accepted                                                           |
        | Business Manager     | no   | Were all copies taken back?                      | nothing             | accepted                                                           |
        | Independent Reviewer | yes  | Date on which it was read                        | Monday 8 June 2026  | refused: "may not do"                                              |

    Scenario: A family that does not want to read it
      When the Business Manager completes "Show the family the report" on Thursday 4 June 2026, answering:
        | Has the family read the report? | no           |
        | Comments of the family          | two comments |
      Then what is kept of "Show the family the report" includes:
        | Why it has not | It was offered twice, and declined |
      And what is kept of "Show the family the report" does not include "Comments of the family"

    Scenario: A family that has read it and says nothing
      Given the Business Manager completes "Check anonymity and quality" on Thursday 4 June 2026
      When the Business Manager completes "Show the family the report" on Monday 8 June 2026, answering:
        | Did the family comment on it? | no           |
        | Comments of the family        | two comments |
      Then what is kept of "Show the family the report" does not include "Comments of the family"
      When the Independent Reviewer completes "Deal with the family's comments" on Tuesday 9 June 2026
      Then what is kept of "Deal with the family's comments" does not include "Comments of the family"

    Scenario: What became of each comment
      Given the Business Manager completes "Check anonymity and quality" on Thursday 4 June 2026
      And the Business Manager completes "Show the family the report" on Monday 8 June 2026, answering "Comments of the family" with "two comments"
      Then what stands in "Comments of the family" of "Deal with the family's comments" says "The second visit was on a Tuesday"
      And what stands in "Comments of the family" of "Deal with the family's comments" says "The neighbour should be thanked by name"
      When the Independent Reviewer completes "Deal with the family's comments" on Tuesday 9 June 2026, answering "Comments of the family" with "one incorporated, one not"
      Then what is kept of "Deal with the family's comments" includes:
        | Comments of the family | one incorporated, one not |
      And "Prepare the family for publication" is not open
      When these are completed:
        | Thursday 11 June 2026 | the Chair of the Executive Group | Endorse the report    |
        | Friday 12 June 2026   | the Chair of the Executive Group | Plan the publication  |
        | Friday 12 June 2026   | the Chair of the Executive Group | Decide on publication |
      And Friday 12 June 2026 ends
      Then "Prepare the family for publication" is open for the Business unit

    Scenario Outline: No comment is passed over
      Given the Business Manager completes "Check anonymity and quality" on Thursday 4 June 2026
      And the Business Manager completes "Show the family the report" on Monday 8 June 2026, answering "Comments of the family" with "two comments"
      When the <post> tries to complete "Deal with the family's comments" on Tuesday 9 June 2026, answering "Comments of the family" with "<comments>"
      Then it is <result>

      Examples:
        | post                 | comments                              | result                                           |
        | Independent Reviewer | one incorporated, one not             | accepted                                         |
        | Independent Reviewer | one incorporated without a change     | refused: "Enter: What was changed in the report" |
        | Independent Reviewer | one not incorporated without a reason | refused: "Enter: Why it was not"                 |
        | Independent Reviewer | one undecided                         | refused: "Choose: Was it incorporated?"          |
        | Independent Reviewer | nothing                               | refused: "Comments of the family"                |
        | Business Manager     | one incorporated, one not             | refused: "may not do"                            |

  @FAM-6 @FAM-L2
  Rule: The family is prepared for the publication, and for the media

    Background:
      Given these are completed:
        | Tuesday 28 April 2026   | the Business Manager             | Identify the family              |                                                     |
        | Wednesday 29 April 2026 | the Business Manager             | Prepare the letter to the family |                                                     |
        | Thursday 30 April 2026  | the Business Manager             | Notify the family                | What part does the family take in the review?: None |
        | Monday 1 June 2026      | the Independent Reviewer         | Draft the report                 |                                                     |
        | Thursday 4 June 2026    | the Business Manager             | Check anonymity and quality      |                                                     |
        | Thursday 11 June 2026   | the Chair of the Executive Group | Endorse the report               |                                                     |

    Scenario: Told once the Executive Group has decided
      When the Chair of the Executive Group completes "Plan the publication" on Friday 12 June 2026, answering "Planned day of publication" with "Wednesday 1 July 2026"
      And Saturday 13 June 2026 ends
      Then "Prepare the family for publication" is not open
      When the Chair of the Executive Group completes "Decide on publication" on Sunday 14 June 2026
      Then the limits of FAM-L2 are:
        | local | publication decided | Sunday 14 June 2026 |
      And "Prepare the family for publication" is not open
      When Sunday 14 June 2026 ends
      Then "Prepare the family for publication" is open for the Business unit
      And the document shown with "Prepare the family for publication" says "What is published: The full report. It is planned for Wednesday 1 July 2026"
      When the Business Manager completes "Prepare the family for publication" on Monday 15 June 2026
      Then the Family involvement ended with "Family prepared"
      And the document "family publication letter" was written
      And the document "family publication letter" says "Monday 15 June 2026"
      And the document "family publication letter" says "What is published: The full report. It is planned for Wednesday 1 July 2026"
      And the document "family publication letter" says "The local newspaper will ring; she need not answer"
      And the document "family publication letter" says "speak to Communications lead, Halton Borough Council"
      And the document "family publication letter" says "media@example.org"
      And the document "family publication letter" says "The advocate is with her on the day"
      And the document "family publication letter" says "The Business Manager: Telephone 01632 960 001"
      And the document "family publication letter" does not say "is not published"
      And the document "family publication letter" does not say "Amy"

    Scenario Outline: Also told if the report is not published, or not yet
      Given these are completed:
        | Friday 12 June 2026 | the Chair of the Executive Group | Plan the publication  | Planned day of publication: Wednesday 1 July 2026 |                                      |
        | Friday 12 June 2026 | the Chair of the Executive Group | Decide on publication | What is published?: <decision>                    | Delayed until: Monday 5 October 2026 |
      When the Business Manager completes "Prepare the family for publication" on Monday 15 June 2026
      Then the document "family publication letter" says "<says>"
      And the document "family publication letter" does not say "It is planned for"
      And the document "family publication letter" does not say "<does not say>"

      Examples:
        | decision                             | says                                                                       | does not say                 |
        | Nothing - publication is withheld    | The report is not published.                                               | not published yet            |
        | Nothing yet - publication is delayed | The report is not published yet. It is delayed until Monday 5 October 2026 | The report is not published. |

    Scenario Outline: What is recorded of the preparation
      Given these are completed:
        | Friday 12 June 2026 | the Chair of the Executive Group | Plan the publication  |
        | Friday 12 June 2026 | the Chair of the Executive Group | Decide on publication |
      When the <post> tries to complete "Prepare the family for publication" on Monday 15 June 2026, answering "<question>" with "<answer>"
      Then it is <result>

      Examples:
        | post                 | question                                                     | answer               | result                                                   |
        | Business Manager     | Date on which the family was told when and what is published | Monday 15 June 2026  | accepted                                                 |
        | Business Manager     | Date on which the family was told when and what is published | Tuesday 16 June 2026 | refused: "The date must be today or in the past"         |
        | Business Manager     | What was said of likely media interest                       | nothing              | refused: "Enter: What was said of likely media interest" |
        | Business Manager     | Support on the day and after it                              | nothing              | refused: "Enter: Support on the day and after it"        |
        | Independent Reviewer | Date on which the family was told when and what is published | Monday 15 June 2026  | refused: "may not do"                                    |

  @FAM-1 @FAM-2 @FAM-3 @FAM-4 @FAM-5 @FAM-6 @FAM-7
  Rule: What the forms ask

    Scenario: The form "Identify the family"
      Then the form "Identify the family" asks:
        | Can they be approached?                     | always        | They can; Not yet - the police or the coroner ask us to wait; Nobody can be approached |
        | Why nobody can be approached                | if it applies | text                                                                                   |
        | People to involve                           | if it applies | group                                                                                  |
        | Person: Full name                           | always        | line                                                                                   |
        | Person: Relationship to the child           | always        | line                                                                                   |
        | Person: As what                             | always        | Family; Friend; Support network                                                        |
        | Person: How to reach this person            | always        | line                                                                                   |
        | Person: What this person needs to take part | may be        | text                                                                                   |
        | Who asks us to wait?                        | if it applies | The police; The coroner                                                                |
        | Basis of the hold                           | if it applies | text                                                                                   |
        | Day by which the hold is reviewed           | if it applies | date                                                                                   |

    Scenario: The form "Review the hold"
      Then the form "Review the hold" asks:
        | Who was asked                     | always        | line   |
        | Is the hold lifted?               | always        | yes no |
        | Why it goes on                    | if it applies | text   |
        | Day by which it is reviewed again | if it applies | date   |

    Scenario: The form "Prepare the letter to the family"
      Then the form "Prepare the letter to the family" asks:
        | What the review means for the family      | always | text |
        | Support for the family, and how to get it | always | text |
        | What the media may do, and who helps      | always | text |
        | Whom the family can speak to              | always | line |
        | How to reach that person                  | always | line |
        | Language or format in which it is wanted  | may be | line |

    Scenario: The form "Notify the family"
      Then the form "Notify the family" asks:
        | Date on which the family was told of the review | always        | date                                                                                                                                         |
        | Who was told, and by whom                       | always        | line                                                                                                                                         |
        | What the family was told of                     | always        | The review and what it means for the family; Support and how to get it; The impact of the media                                              |
        | Level of contact agreed                         | always        | text                                                                                                                                         |
        | Frequency of contact agreed                     | always        | line                                                                                                                                         |
        | What part does the family take in the review?   | always        | It contributes, is told what was learnt and reads the report; It does not contribute, but is told what was learnt and reads the report; None |
        | Can it not, or does it not want to?             | if it applies | It cannot; It does not want to                                                                                                               |
        | Reason                                          | if it applies | text                                                                                                                                         |

    Scenario: The form "Hear the family"
      Then the form "Hear the family" asks:
        | How the family was supported to contribute | always        | text                                                                      |
        | Has the family contributed?                | always        | yes no                                                                    |
        | Why it has not                             | if it applies | text                                                                      |
        | What was heard                             | if it applies | group                                                                     |
        | Contribution: Date                         | always        | date                                                                      |
        | Contribution: Who contributed              | always        | line                                                                      |
        | Contribution: How                          | always        | In a meeting; By telephone or video call; In writing; Through an advocate |
        | Contribution: Experiences and perspectives | always        | text                                                                      |
        | Contribution: What the report makes of it  | always        | text                                                                      |

    Scenario: The form "Tell the family what was learnt"
      Then the form "Tell the family what was learnt" asks:
        | Date on which the family was told of the learning | always | date |
        | Who was told, and by whom                         | always | line |
        | What the family was told                          | always | text |
        | What the family said to it                        | may be | text |

    Scenario: The form "Show the family the report"
      Then the form "Show the family the report" asks:
        | Has the family read the report?                  | always        | yes no |
        | Why it has not                                   | if it applies | text   |
        | Date on which it was read                        | if it applies | date   |
        | Who read it, where, and who was there to support | if it applies | line   |
        | Were all copies taken back?                      | if it applies | yes no |
        | Did the family comment on it?                    | if it applies | yes no |
        | Comments of the family                           | if it applies | group  |
        | Comment: Comment                                 | always        | text   |
        | Comment: Whose it is                             | always        | line   |

    Scenario: The form "Deal with the family's comments"
      Then the form "Deal with the family's comments" asks:
        | Comments of the family                             | if it applies | group  |
        | Comment: Comment                                   | always        | text   |
        | Comment: Was it incorporated?                      | always        | yes no |
        | Comment: What was changed in the report            | if it applies | text   |
        | Comment: Why it was not                            | if it applies | text   |
        | How the family is told what became of its comments | always        | text   |

    Scenario: The form "Prepare the family for publication"
      Then the form "Prepare the family for publication" asks:
        | Date on which the family was told when and what is published | always | date |
        | Who was told, and by whom                                    | always | line |
        | What was said of likely media interest                       | always | text |
        | Support on the day and after it                              | always | text |
