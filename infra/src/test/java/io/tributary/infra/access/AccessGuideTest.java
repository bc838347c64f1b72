package io.tributary.infra.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.access.AccessTable;
import io.tributary.schemas.access.ProgramRole;
import io.tributary.schemas.access.TopicAccess;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.topic.FederationNames;
import io.tributary.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The guide has the table that brokers get. */
class AccessGuideTest {
  @Test
  void theTableOfTopicsIsTheProgramsOwn() throws IOException {
    String rows =
        new AccessTable(new TopicCatalogue("f", 1))
            .byTopic().stream().map(AccessGuideTest::row).collect(Collectors.joining("\n"));
    assertThat(guide()).contains("|---|---|---|---|---|---|---|\n" + rows + "\n\n");
  }

  @Test
  void namesAreTheProgramsOwn() throws IOException {
    var names = new FederationNames("F");
    assertThat(guide())
        .contains(
            "`" + names.transactionsOf(new ClientId("CLIENT")) + "`",
            "`" + names.operatorPrefix() + "…`",
            "`" + names.contract() + "`",
            "`" + names.aggregator() + "`",
            "`" + names.aggregatorPrefix() + "…`");
  }

  private static String row(TopicAccess access) {
    return "| `"
        + access.topic().name().substring("f.".length())
        + "` |"
        + Arrays.stream(ProgramRole.values())
            .map(role -> cell(access, role))
            .collect(Collectors.joining(" |", "", " |"));
  }

  private static String cell(TopicAccess access, ProgramRole role) {
    String cell =
        (access.readers().contains(role) ? "R" : "") + (access.writers().contains(role) ? "W" : "");
    return cell.isEmpty() ? "" : " " + cell;
  }

  private static String guide() throws IOException {
    return Files.readString(Path.of("ACCESS.md"));
  }
}
