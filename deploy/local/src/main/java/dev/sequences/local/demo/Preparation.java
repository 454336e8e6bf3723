package dev.sequences.local.demo;

import java.util.List;
import java.util.stream.Collectors;

/**
 * All that is known before the first request: the leads, and who belongs to the segment.
 *
 * @param conditions who belongs to the segment; empty stands for every record
 * @param why why these conditions, for the terminal
 * @param members how many sound rows fit them, by the demo's own count
 */
record Preparation(LeadSheet sheet, SheetSurvey survey, List<Condition> conditions, String why, long members) {

    static Preparation of(LeadSheet sheet, List<String> wheres) throws UnusableLeads {
        var given = Condition.parse(sheet, wheres);
        var survey = SheetSurvey.of(sheet, given);
        refuseUnusableRows(sheet, survey);
        if (given.isEmpty()) {
            var picked = SegmentPick.from(sheet, survey);
            return new Preparation(sheet, survey, picked.conditions(), picked.why(), picked.members());
        }
        refuseEmptySegment(sheet, given, survey);
        return new Preparation(sheet, survey, given, "as --where says", survey.members());
    }

    String segmentText() {
        return conditions.isEmpty()
                ? "every record"
                : conditions.stream().map(Condition::toString).collect(Collectors.joining(" and "));
    }

    private static void refuseUnusableRows(LeadSheet sheet, SheetSurvey survey) throws UnusableLeads {
        if (survey.rows() == 0) {
            throw new UnusableLeads("%s has a header and no rows.".formatted(sheet.title()));
        }
        if (survey.repeated() * 2 > survey.rows()) {
            throw new UnusableLeads("Column \"%s\" of %s is no id: %,d of %,d rows repeat the id of an earlier row."
                    .formatted(sheet.idColumn(), sheet.title(), survey.repeated(), survey.rows()));
        }
        // With an id column found by its name it is a sheet, however bad; without one this is the only sign that it is
        // prose.
        if (survey.sound() == 0 || (sheet.idIndex() < 0 && survey.sound() * 5 < survey.rows())) {
            throw new UnusableLeads(
                    "%s is not a usable CSV file: of %,d rows only %,d fit its header of %,d columns (%s)."
                            .formatted(
                                    sheet.title(),
                                    survey.rows(),
                                    survey.sound(),
                                    sheet.columns().size(),
                                    String.join("; ", survey.faults())));
        }
    }

    private static void refuseEmptySegment(LeadSheet sheet, List<Condition> conditions, SheetSurvey survey)
            throws UnusableLeads {
        for (var i = 0; i < conditions.size(); i++) {
            if (survey.fitting().get(i) == 0) {
                var condition = conditions.get(i);
                var meant = survey.valuesOf(condition.field()).stream()
                        .filter(value -> value.equalsIgnoreCase(condition.value()))
                        .sorted()
                        .findFirst()
                        .map(value -> " Did you mean \"%s\"?".formatted(value))
                        .orElse("");
                var examples = survey.examples(condition.field());
                throw new UnusableLeads("No row of %s has \"%s\" in column \"%s\".%s%s"
                        .formatted(
                                sheet.title(),
                                condition.value(),
                                condition.field(),
                                meant,
                                examples.isEmpty() ? "" : " It holds, for example: " + examples + "."));
            }
        }
        if (survey.members() == 0) {
            throw new UnusableLeads("No row of %s fits all conditions at once: %s."
                    .formatted(
                            sheet.title(),
                            conditions.stream().map(Condition::toString).collect(Collectors.joining(" and "))));
        }
    }
}
