package dev.sequences.chassis.settings;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Adds the prefix of the installation to the topics and groups of the incoming channels. */
public final class InstallationNames implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1L;

    private static final Pattern NAMES = Pattern.compile("mp\\.messaging\\.incoming\\.[^.]+\\.(topic|group\\.id)");

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        if (value == null || value.getValue() == null || !NAMES.matcher(name).matches()) {
            return value;
        }
        ConfigValue installation = context.proceed("sequences.installation");
        return installation == null || installation.getValue() == null
                ? value
                : value.withValue(Installation.prefix(installation.getValue()) + value.getValue());
    }
}
