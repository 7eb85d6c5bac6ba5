package discovery.edge.sqlite;

import discovery.ops.Ledger;
import discovery.ops.Listings;
import discovery.ops.Topology;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// `infra.db`: the ledger as SQLite, the same bytes from the same ledger (see `SkillsDb` for the recipe).
public final class InfraDb {
    private InfraDb() {}

    /// Writes a new file.
    ///
    /// @throws IOException when it is there already, or the disk does not take it
    public static void write(Path file, Ledger ledger) throws IOException {
        if (Files.exists(file)) {
            throw new IOException("%s is already there; a database is never overwritten".formatted(file));
        }
        var work = file.resolveSibling(".new-" + file.getFileName());
        Files.deleteIfExists(work);
        try (var connection = Connections.scratch(work)) {
            SkillsDb.execute(connection, schema());
            connection.setAutoCommit(false);
            fill(connection, ledger);
            connection.commit();
            connection.setAutoCommit(true);
            SkillsDb.execute(connection, "PRAGMA schema_version = 100");
            try (var vacuum = connection.prepareStatement("VACUUM INTO ?")) {
                vacuum.setString(1, file.toAbsolutePath().toString());
                vacuum.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IOException("%s can't be written: %s".formatted(file, e.getMessage()), e);
        } finally {
            Files.deleteIfExists(work);
        }
    }

    private static void fill(Connection connection, Ledger ledger) throws SQLException {
        var topology = ledger.topology();
        for (var server : topology.servers()) {
            insert(connection, "INSERT INTO servers (name, hostname, role, os, tags, notes) VALUES (?,?,?,?,?,?)",
                    server.name(), server.hostname(), server.role(), server.os(),
                    server.tags().stream().map(tag -> "\"" + tag.replaceAll("[\"\\\\]", "") + "\"").toList()
                            .toString(),
                    server.notes());
        }
        for (var service : topology.services()) {
            var health = ledger.health(service.name());
            insert(connection, """
                    INSERT INTO services (name, server_id, type, runtime, health_endpoint, health_status,
                        last_health_check, data_age_days, current_version, deploy_command, restart_command, runbook,
                        notes)
                    VALUES (?, (SELECT id FROM servers WHERE name = ?), ?,?,?,?,?,?,?,?,?,?,?)""",
                    service.name(), service.server(), service.type(), service.runtime(), service.health(),
                    Listings.status(ledger, service.name()), health.map(Ledger.Event::at),
                    health.map(Ledger.Event::value).orElse(OptionalLong.empty()),
                    Listings.version(ledger, service.name()), service.deploy(), service.restart(), service.runbook(),
                    service.notes());
        }
        for (var route : topology.routes()) {
            insert(connection, """
                    INSERT INTO routes (domain, path, service_id, ssl, notes)
                    VALUES (?,?, (SELECT id FROM services WHERE name = ?), ?,?)""",
                    route.domain(), route.path().orElse("/"), route.service(), route.ssl(), route.notes());
        }
        var names = topology.services().stream().map(Topology.Service::name).toList();
        for (var each : topology.dependencies()) {
            insert(connection, """
                    INSERT INTO service_deps (service_id, depends_on_service_id, depends_on_external,
                        dependency_type, required, notes)
                    VALUES ((SELECT id FROM services WHERE name = ?), (SELECT id FROM services WHERE name = ?),
                        ?,?,?,?)""",
                    each.service(), each.on(), names.contains(each.on()) ? Optional.empty() : each.on(), each.type(),
                    each.required().orElse(true) ? 1L : 0L, each.notes());
        }
        for (var secret : topology.secrets()) {
            insert(connection, """
                    INSERT INTO secrets_registry (name, service_id, secret_manager, path, last_rotated,
                        rotation_days, notes)
                    VALUES (?, (SELECT id FROM services WHERE name = ?), ?,?,?,?,?)""",
                    secret.name(), secret.service(), secret.manager(), secret.path(), secret.rotated(), secret.days(),
                    secret.notes());
        }
        for (var each : ledger.deployments()) {
            insert(connection, """
                    INSERT INTO deployments (service, version, previous_version, deployed_by, deploy_method, status,
                        started_at, duration_seconds, rollback_version, entries, added, changed, removed, notes)
                    VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)""",
                    each.service(), each.version(), each.previous(), each.by(), each.method(), each.status(),
                    each.started(), each.seconds(), each.rollback(), each.total(), each.added(), each.changed(),
                    each.removed(), each.notes());
        }
        for (var each : ledger.events()) {
            insert(connection, """
                    INSERT INTO infra_events (service, event_type, severity, title, description, value, ended_at,
                        created_at)
                    VALUES (?,?,?,?,?,?,?,?)""",
                    each.service(), each.type(), each.severity(), each.title(), each.description(), each.value(),
                    each.ended(), each.at());
        }
    }

    private static void insert(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                switch (values[i]) {
                    case Optional<?> maybe -> statement.setObject(i + 1, maybe.orElse(null));
                    case OptionalLong maybe when maybe.isPresent() -> statement.setLong(i + 1, maybe.getAsLong());
                    case OptionalLong none -> statement.setNull(i + 1, java.sql.Types.INTEGER);
                    case Long number -> statement.setLong(i + 1, number);
                    default -> statement.setString(i + 1, values[i].toString());
                }
            }
            statement.executeUpdate();
        }
    }

    /// What happened, as a file holds it; a file of ours, but it is read as a stranger's.
    ///
    /// @param topology the ledger's: what is, is not taken from the file
    public static Ledger read(Path file, Topology topology) throws IOException {
        try (var connection = Connections.hardened(file)) {
            return new Ledger(topology, deployments(connection), events(connection));
        } catch (SQLException e) {
            throw new IOException("%s can't be read as a ledger: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static List<Ledger.Deployment> deployments(Connection connection) throws SQLException {
        var all = new ArrayList<Ledger.Deployment>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM deployments ORDER BY id")) {
            while (rows.next()) {
                all.add(new Ledger.Deployment(rows.getString("service"), rows.getString("version"),
                        text(rows, "previous_version"), rows.getString("deployed_by"),
                        rows.getString("deploy_method"), rows.getString("status"), rows.getString("started_at"),
                        number(rows, "duration_seconds"), text(rows, "rollback_version"), rows.getLong("entries"),
                        rows.getLong("added"), rows.getLong("changed"), rows.getLong("removed"),
                        text(rows, "notes")));
            }
        }
        return all;
    }

    private static List<Ledger.Event> events(Connection connection) throws SQLException {
        var all = new ArrayList<Ledger.Event>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM infra_events ORDER BY id")) {
            while (rows.next()) {
                all.add(new Ledger.Event(text(rows, "service"), rows.getString("event_type"),
                        rows.getString("severity"), rows.getString("title"), text(rows, "description"),
                        rows.getString("created_at"), text(rows, "ended_at"), number(rows, "value")));
            }
        }
        return all;
    }

    private static Optional<String> text(ResultSet rows, String column) throws SQLException {
        return Optional.ofNullable(rows.getString(column));
    }

    private static OptionalLong number(ResultSet rows, String column) throws SQLException {
        var number = rows.getLong(column);
        return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static String schema() throws IOException {
        try (var in = InfraDb.class.getResourceAsStream("/discovery/ops/schema.sql")) {
            if (in == null) {
                throw new FileNotFoundException("discovery/ops/schema.sql is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }
}
