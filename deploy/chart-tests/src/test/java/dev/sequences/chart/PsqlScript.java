package dev.sequences.chart;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Executes a script of psql as far as {@code roles.sql} needs it: variables, conditions, {@code \gexec} and {@code \connect}. */
final class PsqlScript {

    /** Opens a connection to a database as the user who runs the script. */
    interface Server {
        Connection connect(String database) throws SQLException;
    }

    private static final Pattern DEFINED = Pattern.compile("\\\\if :\\{\\?(\\w+)}");
    private static final Pattern CONNECT = Pattern.compile("\\\\connect (\\w+)");

    private final Server server;
    private final Map<String, String> variables;
    private final StringBuilder statement = new StringBuilder();
    private @Nullable Connection connection;

    private PsqlScript(Server server, Map<String, String> variables) {
        this.server = server;
        this.variables = variables;
    }

    static void run(String script, Server server, Map<String, String> variables) throws SQLException {
        var run = new PsqlScript(server, variables);
        try {
            run.connect("postgres");
            run.execute(script.lines().toList());
        } finally {
            run.close();
        }
    }

    private void execute(List<String> lines) throws SQLException {
        boolean active = true;
        for (String line : lines) {
            var condition = DEFINED.matcher(line);
            var database = CONNECT.matcher(line);
            if (condition.matches()) {
                active = variables.containsKey(condition.group(1));
            } else if (line.equals("\\else")) {
                active = !active;
            } else if (line.equals("\\endif")) {
                active = true;
            } else if (active && database.matches()) {
                connect(database.group(1));
            } else if (active && !line.startsWith("--") && !line.startsWith("\\set ")) {
                add(line);
            }
        }
    }

    private void add(String line) throws SQLException {
        if (line.endsWith("\\gexec")) {
            statement.append(line, 0, line.length() - "\\gexec".length());
            for (String generated : query(take())) {
                update(generated);
            }
            return;
        }
        statement.append(line).append('\n');
        boolean insideBody = statement.toString().split(Pattern.quote("$$"), -1).length % 2 == 0;
        if (line.endsWith(";") && !insideBody) {
            update(take());
        }
    }

    private String take() {
        String text = statement.toString();
        statement.setLength(0);
        for (var variable : variables.entrySet()) {
            text = text.replace(
                            ":'" + variable.getKey() + "'",
                            "'" + variable.getValue().replace("'", "''") + "'")
                    .replace(":\"" + variable.getKey() + "\"", "\"" + variable.getValue() + "\"");
        }
        return text;
    }

    private List<String> query(String sql) throws SQLException {
        List<String> cells = new ArrayList<>();
        try (Statement query = connection().createStatement();
                ResultSet rows = query.executeQuery(sql)) {
            while (rows.next()) {
                cells.add(rows.getString(1));
            }
        }
        return cells;
    }

    private void update(String sql) throws SQLException {
        if (!sql.isBlank()) {
            try (Statement update = connection().createStatement()) {
                update.execute(sql);
            }
        }
    }

    private Connection connection() {
        if (connection == null) {
            throw new IllegalStateException("not connected");
        }
        return connection;
    }

    private void connect(String database) throws SQLException {
        close();
        connection = server.connect(database);
    }

    private void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }
}
