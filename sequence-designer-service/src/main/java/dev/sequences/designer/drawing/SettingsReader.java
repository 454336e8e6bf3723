package dev.sequences.designer.drawing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.designer.sequence.model.AssignTo;
import dev.sequences.designer.sequence.model.Draft;
import dev.sequences.designer.sequence.model.reading.Fields;
import dev.sequences.designer.sequence.model.settings.ExitCriterion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a draft. */
final class SettingsReader {

    private static final int MAX_EXIT_CRITERIA = 50;

    private final FormatErrors errors;

    SettingsReader(FormatErrors errors) {
        this.errors = errors;
    }

    List<ExitCriterion> exitCriteria(@Nullable JsonNode criteria) {
        List<ExitCriterion> read = new ArrayList<>();
        if (criteria == null || criteria.isNull()) {
            return read;
        }
        if (!criteria.isArray()) {
            errors.wrongType("exitCriteria", "a list", criteria);
            return read;
        }
        if (criteria.size() > MAX_EXIT_CRITERIA) {
            errors.add(
                    "too-many-exit-criteria",
                    "exitCriteria",
                    "The sequence has " + criteria.size() + " exit criteria; the limit is " + MAX_EXIT_CRITERIA + ".",
                    "Remove some or combine their conditions.");
            return read;
        }
        for (int i = 0; i < criteria.size(); i++) {
            String path = "exitCriteria[" + i + "]";
            Optional<Fields> fields = fields(criteria.get(i), path, ExitCriterion.FIELDS);
            fields.flatMap(one -> ExitCriterion.read(one, errors.collector(), path))
                    .ifPresent(read::add);
        }
        return read;
    }

    boolean skipNonWorkingDays(@Nullable JsonNode skip) {
        if (skip == null || skip.isNull()) {
            return false;
        }
        if (!skip.isBoolean()) {
            errors.wrongType("skipNonWorkingDays", "true or false", skip);
        }
        return skip.asBoolean();
    }

    String assignTo(@Nullable JsonNode assignTo) {
        String name = errors.text(assignTo, "assignTo");
        if (name == null) {
            return Draft.EMPTY.assignTo();
        }
        if (AssignTo.ofWireName(name).isEmpty()) {
            errors.add(
                    "assign-to-unknown",
                    "assignTo",
                    "Steps cannot be assigned to " + FormatErrors.quoted(name) + ".",
                    "Use one of: " + AssignTo.wireNames() + ".");
        }
        return name;
    }

    /** The fields of an optional object. */
    Optional<Fields> object(JsonNode body, String field, Collection<String> known) {
        JsonNode part = body.get(field);
        return part == null || part.isNull() ? Optional.empty() : fields(part, field, known);
    }

    private Optional<Fields> fields(JsonNode object, String path, Collection<String> known) {
        if (!object.isObject()) {
            errors.wrongType(path, "an object with " + String.join(", ", known), object);
            return Optional.empty();
        }
        errors.refuseOthers(object, path, Set.copyOf(known));
        Map<String, Object> values = new LinkedHashMap<>();
        object.properties().forEach(field -> {
            if (!field.getValue().isNull()) {
                errors.checkPlain(field.getValue(), path + "." + field.getKey());
                values.put(field.getKey(), Json.MAPPER.convertValue(field.getValue(), Object.class));
            }
        });
        return Optional.of(new Fields(values, path + ".", errors.collector()));
    }
}
