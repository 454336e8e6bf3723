package dev.sequences.chassis.flow;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Exports spans over OTLP. The only class that depends on OpenTelemetry. */
final class OtlpSpans implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Gives each span the existing ids of its hop. */
    private static final class HopIds implements IdGenerator {

        /** Not static: one instance lives as long as the service. */
        @SuppressWarnings("ThreadLocalUsage")
        private final ThreadLocal<TraceParent> hop = new ThreadLocal<>();

        @Override
        public String generateSpanId() {
            return hop.get().spanId();
        }

        @Override
        public String generateTraceId() {
            return hop.get().traceId();
        }
    }

    private final HopIds ids = new HopIds();
    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /**
     * @param samplingRatio fraction of the traces to record, 0 to 1; decided by the trace id, so that all services record the same traces
     */
    OtlpSpans(String service, String endpoint, double samplingRatio) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint.endsWith("/") ? endpoint + "v1/traces" : endpoint + "/v1/traces")
                .setTimeout(TIMEOUT)
                .build();
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(
                                AttributeKey.stringKey("service.name"),
                                service,
                                AttributeKey.stringKey("service.namespace"),
                                "sequences"))))
                .setIdGenerator(ids)
                .setSampler(Sampler.traceIdRatioBased(samplingRatio))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(Duration.ofSeconds(1))
                        .setMaxQueueSize(8_192)
                        .setMaxExportBatchSize(1_024)
                        .setExporterTimeout(TIMEOUT)
                        .build())
                .build();
        tracer = provider.get("dev.sequences.chassis");
    }

    void record(
            String name,
            Traces.Kind kind,
            TraceParent hop,
            Instant begin,
            Instant end,
            Map<String, String> attributes) {
        ids.hop.set(hop);
        try {
            SpanBuilder building = tracer.spanBuilder(name)
                    .setParent(parent(hop))
                    .setSpanKind(kind(kind))
                    .setStartTimestamp(begin);
            attributes.forEach(building::setAttribute);
            building.startSpan().end(end);
        } finally {
            ids.hop.remove();
        }
    }

    private static Context parent(TraceParent hop) {
        return hop.parentId() == null
                ? Context.root()
                : Context.root()
                        .with(Span.wrap(SpanContext.createFromRemoteParent(
                                hop.traceId(), hop.parentId(), TraceFlags.getSampled(), TraceState.getDefault())));
    }

    private static SpanKind kind(Traces.Kind kind) {
        return switch (kind) {
            case SERVER -> SpanKind.SERVER;
            case INTERNAL -> SpanKind.INTERNAL;
            case PRODUCER -> SpanKind.PRODUCER;
            case CONSUMER -> SpanKind.CONSUMER;
        };
    }

    @Override
    public void close() {
        provider.shutdown().join(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }
}
