package dev.sequences.chassis.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequences.chassis.json.StrictJsonFactory;
import io.quarkus.arc.All;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Replaces the mapper of the framework, since a customizer cannot exchange the parser. */
class HttpMapper {

    @Produces
    @Singleton
    ObjectMapper mapper(@All List<ObjectMapperCustomizer> customizers) {
        ObjectMapper mapper = strict();
        customizers.stream().sorted().forEach(customizer -> customizer.customize(mapper));
        return mapper;
    }

    /** A mapper without customization that refuses texts and numbers that cannot be stored unchanged. */
    static ObjectMapper strict() {
        return new ObjectMapper(new StrictJsonFactory(StrictJsonFactory.Texts.PRINTABLE));
    }
}
