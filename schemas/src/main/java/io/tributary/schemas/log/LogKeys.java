package io.tributary.schemas.log;

/**
 * The keys of values in the log, the same in every program, so that one query finds a thing
 * wherever it is mentioned. A message is a constant phrase; whatever varies is the value of a key.
 */
public final class LogKeys {
  /** Id of a client. */
  public static final String CLIENT_ID = "clientId";

  /** Id of a cluster, as c0. */
  public static final String CLUSTER_ID = "clusterId";

  /** A slot, as client/0. */
  public static final String SLOT = "slot";

  /** Number of slots that have a cluster. */
  public static final String SLOTS = "slots";

  /** Number of slots that are too far from every cluster. */
  public static final String PARKED = "parked";

  /** Number of slots that belong to a cluster. */
  public static final String MEMBERS = "members";

  /** Number or immutable name of an adapter's version. */
  public static final String VERSION = "version";

  /** Number of a clustering, from 1. */
  public static final String EPOCH = "epoch";

  /** Number of a cluster state, from 1. */
  public static final String REVISION = "revision";

  /** Number of a local round. */
  public static final String ROUND = "round";

  /** What a record in quarantine is about, as client/0#7. */
  public static final String SUBJECT = "subject";

  /** Name of a processor of the topology. */
  public static final String PROCESSOR = "processor";

  /** Name of a topic. */
  public static final String TOPIC = "topic";

  /** Number of a topic's partition. */
  public static final String PARTITION = "partition";

  /** Offset of a record in its partition. */
  public static final String OFFSET = "offset";

  /** Id of an update, as client/0#7. */
  public static final String UPDATE_ID = "updateId";

  /** Number of updates that a version holds. */
  public static final String UPDATES = "updates";

  /** Key of a chunk, as c0/3. */
  public static final String CHUNK = "chunk";

  /** What was decided about an update. */
  public static final String DECISION = "decision";

  /** Why, as one word or one sentence. */
  public static final String REASON = "reason";

  /** The value and its bound, or what else people should know. */
  public static final String DETAIL = "detail";

  /** Weight of an update in 1/256 of a sample. */
  public static final String WEIGHT = "weight";

  /** Versions that an update's base lagged behind. */
  public static final String STALENESS = "staleness";

  /** State that something is in now. */
  public static final String STATE = "state";

  /** State or value that something had before. */
  public static final String BEFORE = "before";

  /** Name of a federation. */
  public static final String FEDERATION = "federation";

  /** Number of clients, or their pattern. */
  public static final String CLIENTS = "clients";

  /** Number of clusters. */
  public static final String CLUSTERS = "clusters";

  /** Public key that a client signs with. */
  public static final String PUBLIC_KEY = "publicKey";

  /** Mean loss of the last step's batch. */
  public static final String LOSS = "loss";

  /** Time in seconds. */
  public static final String SECONDS = "seconds";

  /** Learning rate that was chosen. */
  public static final String LEARNING_RATE = "learningRate";

  /** Base URL of a port. */
  public static final String URL = "url";

  /** Base URL of a management port. */
  public static final String MANAGEMENT = "management";

  /** Method of a request. */
  public static final String METHOD = "method";

  /** Path of a request. */
  public static final String PATH = "path";

  /** Address of the other end of a connection. */
  public static final String CALLER = "caller";

  /** Addresses of a broker. */
  public static final String BOOTSTRAP = "bootstrap";

  /** A file. */
  public static final String FILE = "file";

  /** A folder. */
  public static final String FOLDER = "folder";

  /** The folder that a folder lies in. */
  public static final String PARENT = "parent";

  /** Name of the user that a folder belongs to. */
  public static final String OWNER = "owner";

  /** Permissions of a file, as rwxr-x---. */
  public static final String MODE = "mode";

  /** Number of files. */
  public static final String FILES = "files";

  /** A number of bytes. */
  public static final String BYTES = "bytes";

  /** Position in a file, in bytes from its start. */
  public static final String POSITION = "position";

  /** Number of records. */
  public static final String RECORDS = "records";

  /** A line of text that another program wrote. */
  public static final String LINE = "line";

  /** Key of an entry in a state store. */
  public static final String ENTRY = "entry";

  /** Name of a state store. */
  public static final String STORE = "store";

  /** Folder of a Kafka Streams task. */
  public static final String TASK = "task";

  /** Name of a child process. */
  public static final String CHILD = "child";

  /** Which of several kinds something is. */
  public static final String KIND = "kind";

  /** Number of an attempt, from 1. */
  public static final String ATTEMPT = "attempt";

  /** How often something has happened in this process. */
  public static final String COUNT = "count";

  /** The largest value that is allowed. */
  public static final String LIMIT = "limit";

  /** Message of an exception whose stack trace says no more. */
  public static final String ERROR = "error";

  /** What its reader should do. */
  public static final String FIX = "fix";

  /** Name of a logger. */
  public static final String LOGGER = "logger";

  /** Level of a logger. */
  public static final String LEVEL = "level";

  private LogKeys() {}
}
