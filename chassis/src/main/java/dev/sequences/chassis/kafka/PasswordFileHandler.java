package dev.sequences.chassis.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.scram.ScramExtensionsCallback;

/**
 * Gives a SASL login the user of the JAAS entry and the content of its password file. Unlike a password in the entry, the file is read at
 * every login: after a rotation, the next connection uses the new password.
 */
public final class PasswordFileHandler implements AuthenticateCallbackHandler {

    /** Option of the JAAS entry: path of the file. A line break at the end of the file is not part of the password. */
    static final String FILE = "passwordFile";

    private static final String USERNAME = "username";

    private Map<String, ?> options = Map.of();

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> entries) {
        options = entries.getFirst().getOptions();
    }

    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            switch (callback) {
                case NameCallback name -> name.setName(String.valueOf(options.get(USERNAME)));
                case PasswordCallback password ->
                    password.setPassword(
                            Files.readString(Path.of(String.valueOf(options.get(FILE))), StandardCharsets.UTF_8)
                                    .stripTrailing()
                                    .toCharArray());
                case ScramExtensionsCallback ignored -> {
                    // The suite uses no extensions, such as delegation tokens.
                }
                default -> throw new UnsupportedCallbackException(callback);
            }
        }
    }

    @Override
    public void close() {
        // Nothing is kept open.
    }
}
