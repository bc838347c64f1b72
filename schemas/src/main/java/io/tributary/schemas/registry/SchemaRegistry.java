package io.tributary.schemas.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.tributary.schemas.registry.SubjectStatus.State;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * A Confluent-compatible schema registry, accessed through Confluent's own client. Answers are
 * cached. Safe for use by several threads. Every method throws a {@link Failure} of kind
 * UNREACHABLE when the registry does not answer after a few attempts, or refuses access.
 */
public final class SchemaRegistry implements AutoCloseable {
  private static final String MOCK = "mock://";

  private final RegistryCalls calls;
  private final SchemaRegistryClient client;
  private final boolean registersOnDemand;
  private final ConcurrentHashMap<String, ListedSchemas> listed = new ConcurrentHashMap<>();

  private SchemaRegistry(String address, SchemaRegistryClient client, boolean registersOnDemand) {
    this.calls = new RegistryCalls(address);
    this.client = client;
    this.registersOnDemand = registersOnDemand;
  }

  /** Returns the registry at this URL without calling it; {@code mock://scope} is one in memory. */
  public static SchemaRegistry at(String url) {
    return at(url, Map.of());
  }

  /** Returns the registry of a federation without calling it. */
  public static SchemaRegistry of(FederationConnection connection) {
    return at(connection.schemaRegistry(), connection.registrySettings());
  }

  /**
   * Returns the registry at this URL without calling it.
   *
   * @param settings of the client, with or without the prefix {@code schema.registry.}
   * @throws Failure CONFIGURATION if the URL carries credentials or the client does not accept a
   *     setting
   */
  public static SchemaRegistry at(String url, Map<String, String> settings) {
    if (url.startsWith(MOCK)) {
      return inMemory(url.substring(MOCK.length()));
    }
    FederationConnection.requireNoCredentials(url);
    return new SchemaRegistry(url, RegistryClients.open(url, settings), false);
  }

  /**
   * Returns Confluent's mock in this JVM, for tests: one registry per scope, which registers every
   * schema that it is asked for.
   */
  public static SchemaRegistry inMemory(String scope) {
    return new SchemaRegistry(MOCK + scope, MockSchemaRegistry.getClientForScope(scope), true);
  }

  /** Checks that the registry answers, with a small question. */
  public void ping() {
    subjects();
  }

  /** Returns the names of all subjects. */
  public Set<String> subjects() {
    return Set.copyOf(calls.call("listing its subjects", () -> client.getAllSubjects()));
  }

  /** Deletes a subject with all its versions; does nothing if there is no subject of this name. */
  public void delete(String subject) {
    // Confluent's registry deletes permanently only what was soft-deleted before.
    calls.find("deleting " + subject, () -> client.deleteSubject(subject, false));
    calls.find("deleting " + subject, () -> client.deleteSubject(subject, true));
  }

  /**
   * Returns the id of the schema of a topic's values.
   *
   * @throws Failure DOMAIN if the schema was not registered
   */
  public int idOf(String topic, Schema schema) {
    var subject = new SchemaSubject(topic, schema);
    var avro = new AvroSchema(subject.schema());
    if (registersOnDemand) {
      return calls.call(
          "registering " + subject.name(), () -> client.register(subject.name(), avro));
    }
    return calls
        .find("looking up " + subject.name(), () -> client.getId(subject.name(), avro))
        .orElseThrow(
            () ->
                new Failure(
                    Failure.Kind.DOMAIN,
                    "SCHEMA_NOT_REGISTERED",
                    "subject "
                        + subject.name()
                        + " at "
                        + calls.address()
                        + " has no version equal to this build's "
                        + schema.getName(),
                    "Register this build's schemas: tributary schemas register."));
  }

  /**
   * Returns the schema of this id if it may have written records of this topic: the topic's subject
   * must list it, and it must be within {@link SchemaBounds}. A version that is registered later is
   * found, too.
   */
  public Optional<Schema> writer(String topic, int id) {
    return listed.computeIfAbsent(topic, this::listed).find(id);
  }

  private ListedSchemas listed(String topic) {
    String subject = SchemaSubject.nameOf(topic);
    String doing = "reading the versions of " + subject;
    var source =
        new ListedSchemas.Source() {
          @Override
          public List<Integer> versions() {
            return calls.find(doing, () -> client.getAllVersions(subject)).orElse(List.of());
          }

          @Override
          public Optional<ListedSchemas.Version> version(int number) {
            return calls
                .find(doing, () -> client.getSchemaMetadata(subject, number))
                .map(SchemaRegistry::version);
          }
        };
    return new ListedSchemas(source, System::nanoTime);
  }

  private static ListedSchemas.Version version(SchemaMetadata metadata) {
    boolean avro =
        AvroSchema.TYPE.equals(metadata.getSchemaType()) && metadata.getReferences().isEmpty();
    return new ListedSchemas.Version(metadata.getId(), avro ? metadata.getSchema() : "");
  }

  /** Compares every topic's schema with the registry's versions; changes nothing. */
  public List<SubjectStatus> check(TopicCatalogue topics) {
    var statuses = new ArrayList<SubjectStatus>();
    for (SchemaSubject subject : SchemaSubject.of(topics)) {
      statuses.add(check(subject));
    }
    return statuses;
  }

  /**
   * Registers every topic's schema and sets its {@link SchemaSubject#compatibility}. Repeating it
   * changes nothing.
   *
   * @return what was there before
   * @throws Failure DOMAIN if a schema is incompatible; then nothing was registered
   */
  public List<SubjectStatus> register(TopicCatalogue topics) {
    List<SubjectStatus> before = check(topics);
    for (SubjectStatus status : before) {
      if (status.state() == State.INCOMPATIBLE) {
        throw new Failure(
            Failure.Kind.DOMAIN,
            "SCHEMA_INCOMPATIBLE",
            "subject "
                + status.subject()
                + " at "
                + calls.address()
                + " cannot take this build's schema: "
                + String.join("; ", status.differences()),
            "Give added fields a default and keep the types of old ones, or use another federation"
                + " name.");
      }
    }
    for (SchemaSubject subject : SchemaSubject.of(topics)) {
      calls.call(
          "registering " + subject.name(),
          () -> client.register(subject.name(), new AvroSchema(subject.schema())));
      calls.call(
          "setting the compatibility of " + subject.name(),
          () -> client.updateCompatibility(subject.name(), subject.compatibility().name));
    }
    return before;
  }

  /**
   * Compares one subject. The comparison is made here rather than by the registry, whose subject
   * may still have another rule, or none.
   */
  private SubjectStatus check(SchemaSubject subject) {
    List<AvroSchema> versions = versions(subject.name());
    if (versions.isEmpty()) {
      return new SubjectStatus(subject.name(), State.MISSING, 0, List.of());
    }
    List<String> differences = SchemaDifferences.of(subject, versions);
    State state = State.COMPATIBLE;
    if (!differences.isEmpty()) {
      state = State.INCOMPATIBLE;
    } else if (versions.stream().anyMatch(version -> same(version, subject))) {
      state = State.REGISTERED;
    }
    return new SubjectStatus(subject.name(), state, versions.size(), differences);
  }

  /**
   * Returns whether a version equals this build's schema, documentation included, as registries
   * compare schemas.
   */
  private static boolean same(AvroSchema version, SchemaSubject subject) {
    return version.canonicalString().equals(new AvroSchema(subject.schema()).canonicalString());
  }

  private List<AvroSchema> versions(String subject) {
    var versions = new ArrayList<AvroSchema>();
    String doing = "reading the versions of " + subject;
    List<Integer> numbers =
        calls.find(doing, () -> client.getAllVersions(subject)).orElse(List.of());
    for (int number : numbers) {
      calls
          .find(doing, () -> client.getSchemaMetadata(subject, number))
          .ifPresent(
              metadata ->
                  versions.add(new AvroSchema(metadata.getSchema(), List.of(), Map.of(), number)));
    }
    return versions;
  }

  @Override
  public void close() {
    calls.call(
        "closing the client",
        () -> {
          client.close();
          return true;
        });
  }
}
