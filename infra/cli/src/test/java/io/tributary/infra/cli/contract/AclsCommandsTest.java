package io.tributary.infra.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tributary.infra.cli.VerbRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code acls print} prints; that a broker takes it is tested beside the access plan. */
class AclsCommandsTest {
  private static final List<String> OURS = List.of("--federation=clinics");

  @Test
  void theTableNamesEveryRoleAndClient() {
    VerbRun run = print("--client", "ward", "--client", "lab", "--principal", "User:CN=lab,O=b");
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .containsPattern("principal +role +operations +resource +name")
        .containsPattern("User:clinics-aggregator +aggregator +Read +group +clinics-aggregator")
        .containsPattern(
            "User:clinics-aggregator +aggregator +Write,Describe +transactional-id"
                + " +clinics-aggregator-\\*")
        .containsPattern("User:ward +worker of ward +Write +topic +clinics.adapter-updates")
        .containsPattern(
            "User:CN=lab,O=b +worker of lab +Write,Describe +transactional-id"
                + " +clinics/worker/lab")
        .containsPattern("User:clinics-bootstrap +bootstrap +Read,Write,Create,");
  }

  @Test
  void jsonIsTheEnvelope() {
    VerbRun run = print("--role=router", "--format=json");
    assertThat(run.out()).startsWith("{\"schema_version\":1,\"status\":\"ok\"");
    JsonNode first = run.data().get(0);
    assertThat(first.path("principal").asText()).isEqualTo("User:clinics-router");
    assertThat(first.path("resource").asText()).isEqualTo("topic");
    assertThat(first.path("name").asText()).isEqualTo("clinics.federation");
    assertThat(first.path("pattern").asText()).isEqualTo("literal");
    assertThat(first.path("operations").get(0).asText()).isEqualTo("Read");
  }

  @Test
  void onlyTheRolesThatWereAskedForArePrinted() {
    assertThat(print("--role", "router=User:gate-7").out())
        .contains("User:gate-7")
        .doesNotContain("aggregator", "operator", "Write");
    assertThat(print("--role=worker", "--client=ward", "--feed-topic=rows").out())
        .containsPattern("User:ward +worker of ward +Read +topic +rows")
        .doesNotContain("clinics-router");
  }

  @Test
  void aUserOfStrimziHasEveryRuleOnce() throws IOException {
    VerbRun run =
        print(
            "--role=operator=User:mira",
            "--role=observer=User:mira",
            "--role=worker",
            "--client=Ward_7",
            "--principal=User:CN=ward-7",
            "--format=strimzi");
    assertThat(run.err()).isEmpty();
    List<JsonNode> users = documents(run.out());
    assertThat(users).hasSize(2);
    JsonNode mira = users.get(0);
    assertThat(mira.path("apiVersion").asText()).isEqualTo("kafka.strimzi.io/v1");
    assertThat(mira.path("kind").asText()).isEqualTo("KafkaUser");
    assertThat(mira.path("metadata").path("name").asText()).isEqualTo("mira");
    assertThat(mira.path("metadata").path("labels").has("strimzi.io/cluster")).isTrue();
    assertThat(mira.path("spec").path("authentication").path("type").asText())
        .isEqualTo("scram-sha-512");
    JsonNode authorization = mira.path("spec").path("authorization");
    assertThat(authorization.path("type").asText()).isEqualTo("simple");
    assertThat(authorization.path("acls").findValuesAsText("name"))
        .doesNotHaveDuplicates()
        .contains("clinics.quarantine", "clinics/operator/");
    JsonNode ward = users.get(1);
    assertThat(ward.path("metadata").path("name").asText()).isEqualTo("ward-7");
    assertThat(ward.path("spec").path("authentication").path("type").asText()).isEqualTo("tls");
    assertThat(ward.path("spec").path("authorization").path("acls"))
        .anySatisfy(
            rule -> {
              assertThat(rule.path("resource").path("type").asText()).isEqualTo("transactionalId");
              assertThat(rule.path("resource").path("name").asText())
                  .isEqualTo("clinics/worker/Ward_7");
              assertThat(rule.path("resource").path("patternType").asText()).isEqualTo("literal");
              assertThat(rule.path("operations")).hasSize(2);
            });
  }

  @Test
  void whatCannotBeGrantedIsABadArgument() {
    assertRefused("did you mean router?", "--role=rooter");
    assertRefused("a worker's access is one client's", "--role=worker");
    assertRefused("--client needs --role worker", "--role=router", "--client=ward");
    assertRefused("must be TYPE:NAME", "--client=ward", "--principal=ward");
    assertRefused("must be TYPE:NAME of one party", "--client=ward", "--principal=User:*");
    assertRefused("client id must be", "--client=ward 7");
    assertRefused("principal of Strimzi", "--client=Ward_7", "--format=strimzi");
    assertRefused("takes its principals from --principal", "--role=worker=User:x");
    assertRefused("--client", "--principal=User:x");
  }

  @Test
  void aClientThatIsNamedLikeARolesUserDoesNotComeByTheRole() {
    assertRefused("is that of client clinics-aggregator", "--client=clinics-aggregator");
    assertRefused("is that of client ward", "--client=ward", "--principal=User:clinics-operator");
  }

  private static void assertRefused(String part, String... flags) {
    VerbRun run = print(flags);
    assertThat(run.code()).as(run.out()).isEqualTo(4);
    assertThat(run.err()).contains("BAD_ARGUMENTS").contains(part);
  }

  private static VerbRun print(String... flags) {
    List<String> words = new ArrayList<>(List.of("acls", "print"));
    words.addAll(List.of(flags));
    return VerbRun.of(OURS, words.toArray(String[]::new));
  }

  private static List<JsonNode> documents(String yaml) throws IOException {
    var mapper = new ObjectMapper(new YAMLFactory());
    try (var parser = mapper.createParser(yaml)) {
      return mapper.readValues(parser, JsonNode.class).readAll();
    }
  }
}
