package dev.sequences.designer.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.designer.drawing.DraftDocument;
import dev.sequences.designer.drawing.DraftReader;
import dev.sequences.designer.sequence.model.DraftCheck;
import dev.sequences.designer.sequence.model.OwnerType;
import dev.sequences.designer.sequence.model.Sequence;
import dev.sequences.designer.sequence.model.Sequence.Status;
import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.finding.Finding;
import dev.sequences.designer.sequence.model.finding.Finding.Severity;
import dev.sequences.designer.sequence.model.graph.node.NodeType;
import dev.sequences.designer.support.Drawings;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplatesTest {

    private static final Templates TEMPLATES = new Templates();

    static Collection<Template> all() {
        return TEMPLATES.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void canBeActivatedUnchanged(Template template) {
        Sequence sequence = new Sequence(
                Status.INACTIVE,
                template.name(),
                template.description(),
                template.recordType(),
                "ana",
                0,
                template.draft(),
                null,
                OwnerType.USER,
                null,
                List.of());
        List<Finding> findings = DraftCheck.of(sequence, DraftContext.UNKNOWN);
        assertThat(findings)
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .isEmpty();
        assertThat(findings)
                .extracting(Finding::code)
                .doesNotContain("exit-on-opt-out-missing", "exit-on-bounce-missing", "immediately-not-said");
    }

    @ParameterizedTest
    @MethodSource("all")
    void hasARecordTypeAndDistinctStepNames(Template template) {
        assertThat(template.name()).isNotBlank().hasSizeLessThanOrEqualTo(160);
        assertThat(template.description()).isNotBlank();
        assertThat(template.days()).isPositive();
        assertThat(template.draft()
                        .graph()
                        .byKind()
                        .filter(node -> node.in(NodeType.Role.STEP))
                        .map(node -> node.head().shownName().orElseThrow()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isReadUnchanged(Template template) {
        DraftDocument shown = DraftDocument.of(template.draft());
        assertThat(shown.draft()).isEqualTo(template.draft());
        assertThat(DraftReader.read(Drawings.json(shown.text()))).isEqualTo(template.draft());
    }

    @Test
    void providesAllTemplates() {
        assertThat(TEMPLATES.all())
                .extracting(template ->
                        template.id() + " " + template.recordType() + " " + template.steps() + " " + template.days())
                .containsExactly(
                        "missed-meeting contact 7 5",
                        "outbound-prospecting lead 12 9",
                        "event-invitation contact 7 5",
                        "demo-request opportunity 13 5",
                        "account-renewal account 13 50",
                        "webinar-follow-up lead 11 7");
    }

    @Test
    void providesTheRenewalTemplateWithThirteenStepsOverFiftyDays() {
        Template renewal = TEMPLATES.find("account-renewal").orElseThrow();
        assertThat(renewal.steps()).isEqualTo(13);
        assertThat(renewal.draft().graph().byKind().map(node -> node.type().role()))
                .containsOnly(NodeType.Role.STEP, NodeType.Role.PAUSE);
    }
}
