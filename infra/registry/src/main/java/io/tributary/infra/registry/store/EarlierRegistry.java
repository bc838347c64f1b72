package io.tributary.infra.registry.store;

import io.tributary.infra.registry.store.RegistryChange.Rule;
import io.tributary.infra.registry.store.RegistryChange.Version;
import io.tributary.schemas.log.LogKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports what the registry of earlier releases (Apicurio 2.6 on an H2 file) left in a directory,
 * with the ids that records carry. The file itself is copied, not changed: it may be deleted
 * afterwards.
 */
final class EarlierRegistry {
  /** The name of its file, in the same directory as the journal. */
  static final String FILE = "registry.mv.db";

  /**
   * The subject, deleted from the start, of schemas that no subject lists: their ids still answer.
   */
  static final String UNLISTED = "unlisted-by-earlier-registry";

  private static final Logger LOG = LoggerFactory.getLogger(EarlierRegistry.class);
  private static final String USER = "sa";

  /** The group of all subjects; Confluent's API has no groups. */
  private static final String GROUP = "'__$GROUPID$__'";

  private static final String VERSIONS =
      "SELECT v.artifactId, v.versionId, v.contentId, v.state, c.content FROM versions v"
          + " JOIN content c ON c.tenantId = v.tenantId AND c.contentId = v.contentId"
          + " JOIN artifacts a ON a.tenantId = v.tenantId AND a.groupId = v.groupId"
          + " AND a.artifactId = v.artifactId"
          + " WHERE a.type = 'AVRO' AND v.groupId = "
          + GROUP
          + " ORDER BY v.artifactId, v.versionId";
  private static final String CONTENTS =
      "SELECT contentId, content FROM content ORDER BY contentId";
  private static final String RULES =
      "SELECT artifactId, configuration FROM rules WHERE type = 'COMPATIBILITY' AND groupId = "
          + GROUP;
  private static final String GLOBAL_RULES =
      "SELECT NULL, configuration FROM globalrules WHERE type = 'COMPATIBILITY'";

  private EarlierRegistry() {}

  /**
   * Writes the journal, if the directory has none but the earlier registry's file.
   *
   * @throws IOException if that file cannot be read, or the journal not written; then nothing was
   *     written
   */
  static void takeOver(Path dir) throws IOException {
    Path file = dir.resolve(FILE);
    if (!Files.exists(file) || Files.exists(dir.resolve(RegistryJournal.FILE))) {
      return;
    }
    Path copies = Files.createTempDirectory("tributary-registry-");
    Path copy = copies.resolve(FILE);
    try {
      Files.copy(file, copy);
      List<RegistryChange> changes = read(copies.resolve("registry"));
      RegistryJournal.create(dir, changes);
      LOG.atInfo()
          .addKeyValue(LogKeys.FILE, file)
          .addKeyValue(LogKeys.COUNT, changes.size())
          .log("took over the earlier registry's schemas");
    } catch (SQLException e) {
      throw new IOException(
          "%s, left by the registry of an earlier release, cannot be read (%s): restore it from a backup, or move it away to start with no schemas; records whose schema ids it held are then unreadable"
              .formatted(file, e.getMessage()),
          e);
    } finally {
      Files.deleteIfExists(copy);
      Files.deleteIfExists(copies.resolve("registry.trace.db"));
      Files.deleteIfExists(copies);
    }
  }

  private static List<RegistryChange> read(Path database) throws SQLException {
    var changes = new ArrayList<RegistryChange>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:file:" + database + ";IFEXISTS=TRUE", USER, USER);
        Statement statement = connection.createStatement()) {
      readVersions(statement, changes);
      readUnlisted(statement, changes);
      readRules(statement, GLOBAL_RULES, changes);
      readRules(statement, RULES, changes);
    }
    return changes;
  }

  private static void readVersions(Statement statement, List<RegistryChange> changes)
      throws SQLException {
    try (ResultSet row = statement.executeQuery(VERSIONS)) {
      while (row.next()) {
        boolean deleted = row.getString(4).equals("DISABLED");
        changes.add(
            new Version(
                row.getString(1),
                row.getInt(2),
                row.getInt(3),
                canonical(row.getBytes(5)),
                deleted));
      }
    }
  }

  /** Reads schemas that no subject lists, whose ids must not be given to other schemas. */
  private static void readUnlisted(Statement statement, List<RegistryChange> changes)
      throws SQLException {
    var listed =
        changes.stream().filter(Version.class::isInstance).map(v -> ((Version) v).id()).toList();
    int number = 0;
    try (ResultSet row = statement.executeQuery(CONTENTS)) {
      while (row.next()) {
        int id = row.getInt(1);
        if (!listed.contains(id)) {
          number++;
          changes.add(new Version(UNLISTED, number, id, canonical(row.getBytes(2)), true));
        }
      }
    }
  }

  private static void readRules(Statement statement, String query, List<RegistryChange> changes)
      throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        Optional<String> subject = Optional.ofNullable(row.getString(1));
        CompatibilityRule.named(row.getString(2))
            .ifPresent(rule -> changes.add(new Rule(subject, Optional.of(rule))));
      }
    }
  }

  /**
   * Returns the canonical text of a schema, as the product's clients wrote it; text that is not
   * Avro stays unchanged.
   */
  private static String canonical(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    try {
      return CanonicalAvro.canonical(text);
    } catch (RegistryRefusal notAvro) {
      return text;
    }
  }
}
