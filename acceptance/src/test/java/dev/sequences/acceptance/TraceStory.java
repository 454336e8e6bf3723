package dev.sequences.acceptance;

import static dev.sequences.acceptance.RunningSuite.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.local.Component;
import dev.sequences.local.LocalSuite;
import dev.sequences.local.Ports;
import dev.sequences.local.ProjectHome;
import dev.sequences.local.SuiteSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who wants to know where the time goes sees one trace from a request over the topic into the next service. */
@Order(6)
class TraceStory {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLERS_SPAN = "00f067aa0ba902b7";

    @TempDir
    Path data;

    @Test
    void tracesARequestThroughTheTopicIntoTheNextService() throws Exception {
        try (SpanReceiver receiver = new SpanReceiver();
                LocalSuite suite = twoServices(receiver.endpoint())) {
            suite.start();
            assertThat(create(suite, "Traced", "01")).isEqualTo(201);
            // A caller who does not want to be traced is not.
            assertThat(create(suite, "Silent", "00")).isEqualTo(201);

            eventually("the other service has exported its span", () -> receiver.of(TRACE).stream()
                    .anyMatch(span -> span.service().equals("enrollment")));
            // The designer exports its spans asynchronously; the receiver ends with the suite.
            suite.stop();

            List<SpanReceiver.Span> spans = receiver.of(TRACE);
            SpanReceiver.Span request = only(spans, "designer", "POST /sequences");
            SpanReceiver.Span unit = only(spans, "designer", "unit");
            SpanReceiver.Span publish = only(spans, "designer", "publish sequences.definitions");
            SpanReceiver.Span process = only(spans, "enrollment", "process sequences.definitions");
            assertThat(request.parentId()).isEqualTo(CALLERS_SPAN);
            assertThat(unit.parentId()).isEqualTo(request.spanId());
            assertThat(publish.parentId()).isEqualTo(request.spanId());
            assertThat(process.parentId()).isEqualTo(publish.spanId());
            assertThat(List.of(request.kind(), unit.kind(), publish.kind(), process.kind()))
                    .containsExactly(2L, 1L, 4L, 5L);
            assertThat(spans).hasSize(4).allSatisfy(span -> assertThat(span.end())
                    .isGreaterThanOrEqualTo(span.begin()));
        }
    }

    private static SpanReceiver.Span only(List<SpanReceiver.Span> spans, String service, String name) {
        List<SpanReceiver.Span> found = spans.stream()
                .filter(span -> span.service().equals(service) && span.name().equals(name))
                .toList();
        assertThat(found).as("%s of %s among %s", name, service, spans).hasSize(1);
        return found.getFirst();
    }

    private LocalSuite twoServices(String endpoint) {
        SuiteSettings all = SuiteSettings.packaged(ProjectHome.find(), data, Ports.withOffset(2_600));
        return LocalSuite.of(all.withServices(Stream.of(Component.DESIGNER, Component.ENROLLMENT)
                .collect(Collectors.toMap(service -> service, service -> Stream.concat(
                                Stream.of("-Dsequences.traces.endpoint=" + endpoint),
                                Optional.ofNullable(all.serviceArguments().get(service)).orElseThrow().stream())
                        .toList()))));
    }

    private static int create(LocalSuite suite, String name, String flags) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(suite.endpoints().designer() + "/sequences"))
                .header("Authorization", "Bearer " + suite.tokens().token("maria", "sequence-manager"))
                .header("Content-Type", "application/json")
                .header("traceparent", "00-" + TRACE + "-" + CALLERS_SPAN + "-" + flags)
                .POST(BodyPublishers.ofString("{\"name\": \"" + name + "\", \"recordType\": \"lead\"}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
