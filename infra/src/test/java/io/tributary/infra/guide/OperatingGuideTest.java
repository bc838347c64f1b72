package io.tributary.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.SecuredBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of OPERATING.md do what the guide says, by Kafka's own tool. */
class OperatingGuideTest {
  private static final String TOOL = "org.apache.kafka.tools.ConfigCommand";
  private static final String TOPIC = "clinics.update-chunks";

  @TempDir Path dir;

  @Test
  void everyCommandIsTakenByTheBroker() throws Exception {
    List<List<String>> commands = commands(Files.readString(Path.of("OPERATING.md")));
    assertThat(commands).hasSizeGreaterThanOrEqualTo(6);
    try (SecuredBroker broker = SecuredBroker.start(Set.of());
        Admin admin = Admin.create(adminOf(broker))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
      Path credentials = credentials();
      for (List<String> command : commands) {
        run(
            command.stream()
                .map(word -> word.replace("\"$BOOTSTRAP_SERVERS\"", broker.bootstrapServers()))
                .map(word -> word.replace("\"$ADMIN_CONFIG\"", credentials.toString()))
                .toList());
      }
      assertThat(quotas(admin)).containsAllEntriesOf(wanted(commands, "users", "ips"));
      assertThat(quotas(admin)).isNotEmpty();
      assertThat(config(admin, ConfigResource.Type.BROKER, ""))
          .containsAllEntriesOf(wanted(commands, "brokers"));
      assertThat(config(admin, ConfigResource.Type.TOPIC, TOPIC))
          .containsAllEntriesOf(wanted(commands, "topics"));
    }
  }

  /** The words of each call of the tool, its name left out. */
  private static List<List<String>> commands(String guide) {
    String unfolded = guide.replace("\\\n", " ");
    return unfolded
        .lines()
        .filter(line -> line.startsWith("kafka-configs.sh "))
        .map(line -> Arrays.asList(line.strip().split("\\s+", -1)))
        .map(words -> words.subList(1, words.size()))
        .toList();
  }

  /** Values by {@code ENTITY/KEY} for users and addresses, by key for brokers and topics. */
  private static Map<String, String> wanted(List<List<String>> commands, String... types) {
    var wanted = new HashMap<String, String>();
    for (List<String> command : commands) {
      String type = after(command, "--entity-type");
      if (List.of(types).contains(type)) {
        boolean quota = type.equals("users") || type.equals("ips");
        String name = command.contains("--entity-name") ? after(command, "--entity-name") : type;
        for (String pair : after(command, "--add-config").split(",", -1)) {
          String[] sides = pair.split("=", 2);
          wanted.put(quota ? name + "/" + sides[0] : sides[0], sides[1]);
        }
      }
    }
    assertThat(wanted).isNotEmpty();
    return wanted;
  }

  private static String after(List<String> words, String flag) {
    return words.get(words.indexOf(flag) + 1);
  }

  /** In this JVM: the tool returns where it succeeds, and ends nothing. */
  private static void run(List<String> words) throws ReflectiveOperationException {
    Class.forName(TOOL)
        .getMethod("main", String[].class)
        .invoke(null, (Object) words.toArray(String[]::new));
  }

  private static Map<String, String> quotas(Admin admin) throws Exception {
    var found = new HashMap<String, String>();
    admin
        .describeClientQuotas(ClientQuotaFilter.all())
        .entities()
        .get()
        .forEach(
            (entity, values) ->
                entity
                    .entries()
                    .forEach(
                        (type, name) ->
                            values.forEach(
                                (key, value) ->
                                    found.put(
                                        (name == null ? plural(type) : name) + "/" + key,
                                        Long.toString(value.longValue())))));
    return found;
  }

  private static String plural(String type) {
    return type + "s";
  }

  private static Map<String, String> config(Admin admin, ConfigResource.Type type, String name)
      throws Exception {
    var resource = new ConfigResource(type, name);
    var found = new HashMap<String, String>();
    admin
        .describeConfigs(List.of(resource))
        .all()
        .get()
        .get(resource)
        .entries()
        .forEach(entry -> found.put(entry.name(), entry.value()));
    return found;
  }

  private static Map<String, Object> adminOf(SecuredBroker broker) {
    var settings = new HashMap<String, Object>(SecuredBroker.settingsOf(SecuredBroker.ADMIN));
    settings.put("bootstrap.servers", broker.bootstrapServers());
    return settings;
  }

  private Path credentials() throws Exception {
    var properties = new Properties();
    properties.putAll(SecuredBroker.settingsOf(SecuredBroker.ADMIN));
    Path file = dir.resolve("admin.properties");
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, "a test's");
    }
    return file;
  }
}
