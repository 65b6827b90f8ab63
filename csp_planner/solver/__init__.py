"""The best complete plan, proved and explained; worked out in a process of its own.

One proposal, followed through the modules:

1. ``process``: ``SolverProcess.ask`` gives the question a number and sends it to the solving process through a pipe.
2. ``worker``: over there, ``_listen`` reads it, and ``serve`` takes it up. A newer question, or ``Stop``, calls off the
   one under way, by its ``Effort``. ``talk`` holds all that the two processes say to each other.
3. ``solve``: ``answer`` has the request read (``reading``), looks for a plan (``search``), and where there is none, for
   the demands that clash (``clash``, which asks ``probe`` whether some demands leave a plan) and for what would do
   instead (``easing``).
4. ``reading``: ``problem_of`` lists for each unit the terms it may take, and what stands already in each semester
   (``problem``). Where the award has choices, ``choices`` reads what each asks for and which units are its options;
   ``award_bounds`` finds, without any time, how far they can be met and with which options a first plan is made.
5. ``search``: ``best_plan`` minimises one criterion after the other in one ``PlanModel``, never giving up what was
   reached before. It starts from a plan made without the solver (``sketch``), evens the load the same way
   (``levelling``), and runs nothing for a criterion where that plan reaches what ``bounds`` says none does better than.
   For a large diploma, ``remainders`` raises the bound of an even load, and ``mending`` fills some semesters anew.
   ``model`` turns the problem into the constraints of that model, with ``taking`` for the choices of the award;
   ``measures`` turns the criteria into expressions, ``stage_order`` that of the stages, as ``stages`` reads them from
   the award. ``preference`` breaks ties among options by the sheet's order.
   ``standing`` reads off a finished plan how it stands by the advice, and puts units of equal standing in the order of
   the sheet; a present plan that is as good is kept instead.
6. ``effort``: ``Effort`` is the only place that runs the solver. It counts what the work costs, in a measure that
   does not depend on the machine, so that the same request always has the same answer.
7. ``worker`` sends the answer, then ``reasons`` works out why the plan cannot end earlier: it demands an end one
   semester earlier, and what clashes with that is the reason.
8. ``process``: ``SolverProcess.poll`` hands what came back to the window, which asks for news by a timer.

The command line calls ``solve`` in its own process: it has no window to keep free.
"""
