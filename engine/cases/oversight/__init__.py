"""What the partnership sees of all its cases together: time limits, stages, agencies' answers, themes.

Everything is counted in SQL, inside the rule of who may see a case (`engine.cases.seeing`): whoever reads a number may
open every case in it. What leaves the service is protected by `hiding`.
"""
