"""What to say: greeting and script of a handling."""

from tui.desk.answers import AnswerProblem, problem_with, tidied
from tui.desk.core import DeskCore
from tui.desk.documents import Documents
from tui.desk.placeholders import filled_in, without_caller
from tui.desk.scripting import Walk, walk, with_passed, without_last
from tui.model import CallerBrief, Handling, Record, Script, StepKind


class Guidance(DeskCore):
    """Greeting and script, filled in with what is known of the call."""

    documents: Documents

    def decided_caller(self, handling: Handling) -> str:
        """Id of the caller: what the agent decided, else what the backend knows; empty: nobody has said."""
        call = self.call_of(handling)
        decided = self.documents.record(handling.id).caller
        if decided or call is None:
            return decided
        return call.caller or (call.callers[0].id if len(call.callers) == 1 else "")

    def who_calls(self, handling: Handling) -> CallerBrief | None:
        """Whoever the caller is as far as has been said, if anything is known of them."""
        decided, call = self.decided_caller(handling), self.call_of(handling)
        briefs = call.callers if call else ()
        told = next((brief for brief in briefs if brief.id == decided), None)
        return told or (self._caller_brief(decided) if decided else None)

    def greeting(self, handling: Handling) -> str:
        """What to say first. Nobody is addressed by name while it is not known who of several calls."""
        call = self.call_of(handling)
        if call is None:
            return ""
        script, queue = self._script_of(handling), self.content.queue(call.queue)
        standard = queue.greeting if queue else ""
        personal = script.greeting if script else ""
        if self.who_calls(handling) is None:
            return filled_in(without_caller(standard or personal), self._words(handling))
        return filled_in(personal or standard, self._words(handling))

    def script_walk(self, handling: Handling) -> Walk | None:
        """Where the conversation stands; None: there is no script for it."""
        script = self._script_of(handling)
        if script is None:
            return None
        record, words = self.documents.record(handling.id), self._words(handling)
        return walk(script, record, lambda text: filled_in(text, words))

    def say_done(self, handling_id: str) -> None:
        """The step to say or read back is done; one that asks stays until it is answered."""
        here = self._walk(handling_id)
        if here is None or here.step is None:
            return
        if here.step.kind in _SPOKEN or here.step.optional:
            self._pass(handling_id, here, None)

    def answer_step(self, handling_id: str, value: str) -> AnswerProblem | None:
        """Answer the step; what will not do is not kept and the answer says why."""
        here = self._walk(handling_id)
        if here is None or here.step is None:
            return None
        answer = tidied(here.step, value)
        problem = problem_with(here.step, answer)
        if problem is None:
            self._pass(handling_id, here, answer)
        return problem

    def choose_branch(self, handling_id: str, index: int) -> AnswerProblem | None:
        """Take a branch by its place, from 0. The code it suggests is only suggested."""
        here = self._walk(handling_id)
        if here is None or here.step is None:
            return None
        if not 0 <= index < len(here.step.choices):
            return AnswerProblem.choice
        self._pass(handling_id, here, here.step.choices[index].label)
        return None

    def step_back(self, handling_id: str) -> None:
        """Take up the last passed step again."""
        record = self.documents.record(handling_id)
        if record.steps:
            self.documents.edit_record(handling_id, **without_last(record))

    def suggested_codes(self, handling: Handling) -> tuple[str, ...]:
        """Wrap-up codes that the branches taken suggest, the last one first."""
        here = self.script_walk(handling)
        if here is None:
            return ()
        taken = [c for p in reversed(here.passed) for c in p.step.choices if c.label == p.answer]
        return tuple(dict.fromkeys(choice.code for choice in taken if choice.code))

    def _walk(self, handling_id: str) -> Walk | None:
        handling = self.stores.handlings.get(handling_id)
        return self.script_walk(handling) if handling else None

    def _pass(self, handling_id: str, here: Walk, answer: str | None) -> None:
        if here.step is not None:
            record = self.documents.record(handling_id)
            changes = with_passed(record, here.script, here.step, answer)
            self.documents.edit_record(handling_id, **changes)
            if here.step.kind is StepKind.verify and answer:
                # The backend shows what was protected once it knows.
                self.documents.hurry(handling_id)

    def _script_of(self, handling: Handling) -> Script | None:
        call = self.call_of(handling)
        begun = self.content.script(self.documents.record(handling.id).script)
        if begun is not None or call is None:
            return begun
        queue = self.content.queue(call.queue)
        meant = self.content.script(call.script) or self.content.script(queue.script if queue else "")
        return _in_language(call.language, meant, self._scripts_for(call.queue))

    def _scripts_for(self, queue: str) -> tuple[Script, ...]:
        """Those made for the queue before those made for all; a call by hand has no queue and no script."""
        fitting = [s for s in self.content.scripts if queue and (not s.queues or queue in s.queues)]
        return tuple(sorted(fitting, key=lambda script: not script.queues))

    def _words(self, handling: Handling) -> dict[str, str]:
        call = self.call_of(handling)
        words = dict(call.attributes) if call else {}
        words |= _answers_of(self.documents.record(handling.id))
        words["agent"] = self.agent.name
        if call is None:
            return words
        words["number"] = call.number
        who = self.who_calls(handling)
        if who is not None:
            words |= {"caller": who.name, "company": who.company or words.get("company", "")}
        return {name: word for name, word in words.items() if word}


_SPOKEN = frozenset({StepKind.say, StepKind.read_back, StepKind.check, StepKind.unknown})


def _answers_of(record: Record) -> dict[str, str]:
    return {name: answer for name, answer in record.answers.items() if answer}


def _in_language(language: str, meant: Script | None, others: tuple[Script, ...]) -> Script | None:
    """The script meant for the call, unless only another one of its queue is in the caller's language."""
    first = meant or (others[0] if others else None)
    if first is None or not language or _speaks(first, language):
        return first
    return next((script for script in others if _speaks(script, language)), first)


def _speaks(script: Script, language: str) -> bool:
    return script.language.split("-")[0].lower() == language.split("-")[0].lower()
