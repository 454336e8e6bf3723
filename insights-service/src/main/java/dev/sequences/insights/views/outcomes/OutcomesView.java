package dev.sequences.insights.views.outcomes;

import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.intake.Unreadable;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.insights.settings.InsightsSettings;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes of closed records. Records are not archived, as they contain personal data; the topic is compacted and has the latest state of each.
 * A reopened record loses its outcome, a deleted one keeps it.
 */
@ApplicationScoped
public class OutcomesView implements MessageHandler {

    public static final String CONSUMER = "insights.records";

    private final Intake intake;
    private final Map<String, Set<String>> conversions;

    OutcomesView(Intake intake, InsightsSettings settings) {
        this.intake = intake;
        this.conversions = Map.of(
                "lead", lowerCase(settings.leadConvertedAs()), "opportunity", lowerCase(settings.opportunityWonAs()));
        intake.register(CONSUMER, this);
    }

    private static Set<String> lowerCase(List<String> values) {
        return values.stream().map(OutcomesView::lowerCase).collect(Collectors.toSet());
    }

    private static String lowerCase(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }

    @Incoming("records")
    @Blocking
    public void receive(ConsumerRecords<byte[], byte[]> records) {
        intake.receive(CONSUMER, records);
    }

    @Override
    public void handle(Unit unit, List<Message> messages) throws SQLException {
        Map<RecordOutcome.Key, Optional<RecordOutcome>> latest = new LinkedHashMap<>();
        for (Message message : messages) {
            if (!message.isTombstone()) {
                RecordOutcome.Key key = key(message.key());
                latest.put(key, outcome(key, message));
            }
        }
        OutcomeTable.write(unit.connection(), latest);
    }

    private static RecordOutcome.Key key(String key) {
        int colon = key.indexOf(':');
        if (colon < 1 || colon == key.length() - 1) {
            throw new Unreadable("the key '" + key + "' is not <recordType>:<recordId>");
        }
        return new RecordOutcome.Key(key.substring(0, colon), key.substring(colon + 1));
    }

    private Optional<RecordOutcome> outcome(RecordOutcome.Key key, Message message) {
        RecordChangedV1 changed = message.data(RecordChangedV1.class);
        return changed.active()
                ? Optional.empty()
                : Optional.of(new RecordOutcome(
                        key.recordType(),
                        key.recordId(),
                        changed.closedAs(),
                        message.time().truncatedTo(ChronoUnit.MICROS),
                        isConversion(key.recordType(), changed.closedAs())));
    }

    private boolean isConversion(String recordType, @Nullable String closedAs) {
        return closedAs != null
                && conversions.getOrDefault(recordType, Set.of()).contains(lowerCase(closedAs));
    }
}
