package io.tributary.infra.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.infra.registry.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierRegistryTest {
  @TempDir Path dir;

  @Test
  void takesOverIdsVersionsAndRulesAndLeavesTheFileAsItIs() throws Exception {
    fill();
    byte[] before = Files.readAllBytes(dir.resolve(EarlierRegistry.FILE));
    try (Registry registry = Registry.open(dir)) {
      var caller = new Caller(registry);
      assertThat(caller.ok("GET /subjects")).isEqualTo("[\"notes-value\",\"others-value\"]");
      assertThat(caller.ok("GET /subjects/notes-value/versions")).isEqualTo("[2]");
      assertThat(caller.ok("GET /subjects/notes-value/versions?deleted=true")).isEqualTo("[1,2]");
      assertThat(caller.ok("GET /schemas/ids/3/schema")).isEqualTo("\"int\"");
      assertThat(caller.ok("GET /schemas/ids/7/schema")).isEqualTo("\"long\"");
      assertThat(caller.ok("GET /schemas/ids/9/schema")).isEqualTo("message M {}");
      assertThat(caller.ok("GET /config")).contains("FULL");
      assertThat(caller.ok("GET /config/notes-value")).contains("BACKWARD_TRANSITIVE");
      // The same schema keeps its id, a new one gets one that was never given.
      assertThat(caller.register("others-value", "{\"type\": \"int\"}")).isEqualTo(3);
      assertThat(caller.register("new-value", "\"string\"")).isEqualTo(10);
    }
    assertThat(Files.readAllBytes(dir.resolve(EarlierRegistry.FILE))).isEqualTo(before);
    try (Registry registry = Registry.open(dir)) {
      // Once: what came later is not overwritten.
      assertThat(new Caller(registry).ok("GET /schemas/ids/10/schema")).isEqualTo("\"string\"");
    }
  }

  @Test
  void anUnreadableFileIsNamedAndNothingIsWritten() throws IOException {
    Files.writeString(dir.resolve(EarlierRegistry.FILE), "not a database");
    assertThatThrownBy(() -> Registry.open(dir))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(dir.resolve(EarlierRegistry.FILE).toString())
        .hasMessageContaining("restore it from a backup, or move it away");
    assertThat(dir.resolve(RegistryJournal.FILE)).doesNotExist();
  }

  /** The columns that we read, with what the earlier registry kept in them. */
  private void fill() throws SQLException {
    String url = "jdbc:h2:file:" + dir.resolve("registry");
    try (Connection connection = DriverManager.getConnection(url, "sa", "sa");
        Statement statement = connection.createStatement()) {
      for (String sql :
          new String[] {
            "CREATE TABLE artifacts (tenantId VARCHAR, groupId VARCHAR, artifactId VARCHAR, type"
                + " VARCHAR)",
            "CREATE TABLE versions (tenantId VARCHAR, groupId VARCHAR, artifactId VARCHAR,"
                + " versionId INT, state VARCHAR, contentId BIGINT)",
            "CREATE TABLE content (tenantId VARCHAR, contentId BIGINT, content VARBINARY)",
            "CREATE TABLE rules (tenantId VARCHAR, groupId VARCHAR, artifactId VARCHAR, type"
                + " VARCHAR, configuration VARCHAR)",
            "CREATE TABLE globalrules (tenantId VARCHAR, type VARCHAR, configuration VARCHAR)",
          }) {
        statement.execute(sql);
      }
      artifact(statement, "notes-value", "AVRO");
      artifact(statement, "others-value", "AVRO");
      artifact(statement, "foreign-value", "PROTOBUF");
      content(statement, 3, "{ \"type\" : \"int\" }");
      content(statement, 7, "\"long\"");
      content(statement, 9, "message M {}");
      version(statement, "notes-value", 1, "DISABLED", 7);
      version(statement, "notes-value", 2, "ENABLED", 3);
      version(statement, "others-value", 1, "ENABLED", 3);
      version(statement, "foreign-value", 1, "ENABLED", 9);
      statement.execute(
          "INSERT INTO rules VALUES ('_', '__$GROUPID$__', 'notes-value', 'COMPATIBILITY',"
              + " 'BACKWARD_TRANSITIVE')");
      statement.execute("INSERT INTO globalrules VALUES ('_', 'COMPATIBILITY', 'FULL')");
      statement.execute("INSERT INTO globalrules VALUES ('_', 'VALIDITY', 'FULL')");
    }
  }

  private static void artifact(Statement statement, String name, String type) throws SQLException {
    statement.execute(
        "INSERT INTO artifacts VALUES ('_', '__$GROUPID$__', '%s', '%s')".formatted(name, type));
  }

  private static void content(Statement statement, int id, String text) throws SQLException {
    statement.execute(
        "INSERT INTO content VALUES ('_', %d, STRINGTOUTF8('%s'))".formatted(id, text));
  }

  private static void version(Statement statement, String name, int number, String state, int id)
      throws SQLException {
    statement.execute(
        "INSERT INTO versions VALUES ('_', '__$GROUPID$__', '%s', %d, '%s', %d)"
            .formatted(name, number, state, id));
  }
}
