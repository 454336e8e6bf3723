package dev.sequences.designer.sequence.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.decider.Refusal;
import dev.sequences.designer.sequence.model.graph.SequenceGraph;
import dev.sequences.designer.support.Drawings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a step may go although a condition follows it. */
class StepRemovalCheckTest {

    private static final String INTRO = "\"key\": \"intro\", \"type\": \"email\", \"name\": \"Intro\", \"next\": ";
    private static final String PAUSE = "\"key\": \"pause\", \"type\": \"wait\", \"duration\": \"P3D\", \"next\": ";
    private static final String CALL = "\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"Call\", \"next\": ";
    private static final String ANSWERED =
            "\"key\": \"answered\", \"type\": \"phone-condition\", \"results\": [\"made\"], \"yes\": \"meet\"";
    private static final String MEET = "\"key\": \"meet\", \"type\": \"task\", \"name\": \"Meet\"";

    /** The example of the documents. */
    private static final SequenceGraph EXAMPLE =
            Drawings.graphOf("intro", INTRO + "\"pause\"", PAUSE + "\"call\"", CALL + "\"answered\"", ANSWERED, MEET);

    private static List<String> codes(SequenceGraph before, SequenceGraph after) {
        return StepRemovalCheck.refusals(before, after).stream()
                .map(Refusal::code)
                .toList();
    }

    @Test
    void refusesABypassOfTheRemovedStep() {
        assertThat(codes(
                        EXAMPLE,
                        Drawings.graphOf("intro", INTRO + "\"pause\"", PAUSE + "\"answered\"", ANSWERED, MEET)))
                .containsExactly("step-has-condition");
        assertThat(codes(EXAMPLE, Drawings.graphOf("intro", INTRO + "\"answered\"", ANSWERED, MEET)))
                .containsExactly("step-has-condition");
    }

    @Test
    void refusesAWaitOrCommandAsAReplacement() {
        assertThat(codes(
                        EXAMPLE,
                        Drawings.graphOf(
                                "intro",
                                INTRO + "\"pause\"",
                                PAUSE + "\"more\"",
                                PAUSE.replace("\"pause\"", "\"more\"") + "\"answered\"",
                                ANSWERED,
                                MEET)))
                .containsExactly("step-has-condition");
        assertThat(codes(
                        EXAMPLE,
                        Drawings.graphOf(
                                "intro",
                                INTRO + "\"pause\"",
                                PAUSE + "\"call\"",
                                PAUSE.replace("\"pause\"", "\"call\"") + "\"answered\"",
                                ANSWERED,
                                MEET)))
                .as("a wait that has taken the key of the step")
                .containsExactly("step-has-condition");
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone-call", "task", "email"})
    void acceptsAnotherStepAsAReplacement(String type) {
        assertThat(codes(
                        EXAMPLE,
                        Drawings.graphOf(
                                "intro",
                                INTRO + "\"pause\"",
                                PAUSE + "\"again\"",
                                "\"key\": \"again\", \"type\": \"" + type
                                        + "\", \"name\": \"Again\", \"next\": \"answered\"",
                                ANSWERED,
                                MEET)))
                .isEmpty();
    }

    @Test
    void acceptsAConditionThatAlsoFollowsAnotherStep() {
        String second = "\"key\": \"second\", \"type\": \"phone-call\", \"name\": \"Second\", \"next\": ";
        SequenceGraph both = Drawings.graphOf(
                "intro", INTRO + "\"call\"", CALL + "\"answered\"", second + "\"answered\"", ANSWERED, MEET);
        assertThat(codes(
                        both, Drawings.graphOf("intro", INTRO + "\"second\"", second + "\"answered\"", ANSWERED, MEET)))
                .isEmpty();
        SequenceGraph apart = Drawings.graphOf(
                "intro", INTRO + "\"call\"", CALL + "\"answered\"", second + "\"meet\"", ANSWERED, MEET);
        assertThat(codes(
                        apart,
                        Drawings.graphOf("intro", INTRO + "\"second\"", second + "\"answered\"", ANSWERED, MEET)))
                .as("the other step did not lead to it before")
                .containsExactly("step-has-condition");
    }

    @Test
    void acceptsANewConditionWithANewStep() {
        assertThat(codes(
                        EXAMPLE,
                        Drawings.graphOf(
                                "intro",
                                INTRO + "\"pause\"",
                                PAUSE + "\"again\"",
                                CALL.replace("\"call\"", "\"again\"") + "\"busy\"",
                                ANSWERED.replace("\"answered\"", "\"busy\"").replace("\"meet\"", "\"answered\""),
                                ANSWERED,
                                MEET)))
                .isEmpty();
    }

    /** What is no condition any more asks about nothing. */
    @Test
    void ignoresAStepWithTheKeyOfTheCondition() {
        assertThat(codes(
                        EXAMPLE,
                        Drawings.graphOf(
                                "intro",
                                INTRO + "\"pause\"",
                                PAUSE + "\"answered\"",
                                "\"key\": \"answered\", \"type\": \"task\", \"name\": \"Answered?\", \"next\":"
                                        + " \"meet\"",
                                MEET)))
                .isEmpty();
        assertThat(codes(
                        EXAMPLE,
                        Drawings.graphOf(
                                "answered",
                                "\"key\": \"answered\", \"type\": \"task\", \"name\": \"Answered?\", \"next\":"
                                        + " \"meet\"",
                                MEET)))
                .isEmpty();
    }

    @Test
    void acceptsTheRemovalOfBoth() {
        assertThat(codes(EXAMPLE, Drawings.graphOf("intro", INTRO + "\"pause\"", PAUSE + "\"meet\"", MEET)))
                .isEmpty();
    }
}
