#!/usr/bin/env python3
"""A small client of a Tributary federation, written from CONTRACT.md, whose sections are the numbers in comments.
It trains nothing: its updates add a constant or random numbers."""
import argparse
import base64
import hashlib
import io
import json
import math
import os
import random
import struct
import sys
import time
import urllib.request
from pathlib import Path

import fastavro
from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, KafkaException, Producer, TopicPartition
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

CHUNK = 196_608  # values (5)
fastavro.read.LOGICAL_READERS["long-timestamp-millis"] = lambda value, *_: value  # times stay numbers


def full(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def adapter_digest(chunk_digests) -> str:
    return full("\n".join(digest[:16] for digest in chunk_digests).encode())[:16]


def pack(values) -> bytes:
    """Little-endian float32, rounded half to even (5)."""
    return struct.pack(f"<{len(values)}f", *values)


def unpack(data: bytes) -> list:
    return list(struct.unpack(f"<{len(data) // 4}f", data))


class Layout:
    """What the flat array of an adapter means (5, 6)."""

    def __init__(self, spec):
        self.rank, self.sites = spec["rank"], spec["sites"]
        self.size = sum(self.rank * (s["inputs"] + s["outputs"]) for s in self.sites)
        self.chunks = -(-self.size // CHUNK)
        bits = struct.unpack(">I", struct.pack(">f", spec["alpha"]))[0]
        lines = ["lora/1", str(self.rank), f"{bits:x}"] + [f"{s['name']} {s['inputs']} {s['outputs']}" for s in self.sites]
        self.digest = full("".join(line + "\n" for line in lines).encode())

    def payloads(self, values) -> list:
        return [pack(values[at:at + CHUNK]) for at in range(0, self.size, CHUNK)]

    def factors(self, values):
        at = 0
        for site in self.sites:
            for factor, width in (("A", "inputs"), ("B", "outputs")):
                count = self.rank * site[width]
                yield site["name"], factor, values[at:at + count]
                at += count


class Registry:
    """Confluent's frame around Avro, with schemas from a registry over plain HTTP (2)."""

    def __init__(self, url: str):
        self.url, self.by_id, self.by_topic = url.rstrip("/"), {}, {}

    def get(self, path: str):
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:
            found = json.load(answer)
        return found.get("id"), fastavro.parse_schema(json.loads(found["schema"]))

    def decode(self, frame: bytes) -> dict:
        if len(frame) < 5 or frame[0] != 0:
            raise ValueError("not framed")
        number, body = int.from_bytes(frame[1:5], "big"), io.BytesIO(frame[5:])
        if number not in self.by_id:
            self.by_id[number] = self.get(f"/schemas/ids/{number}")[1]
        record = fastavro.schemaless_reader(body, self.by_id[number])
        if body.read(1):
            raise ValueError("bytes behind the record")
        return record

    def encode(self, topic: str, record: dict) -> bytes:
        if topic not in self.by_topic:
            self.by_topic[topic] = self.get(f"/subjects/{topic}-value/versions/latest")
        number, schema = self.by_topic[topic]
        out = io.BytesIO()
        fastavro.schemaless_writer(out, schema, record)
        return b"\0" + struct.pack(">I", number) + out.getvalue()


def signed_text(federation: str, kind: str, fields) -> bytes:
    """What a signature is over (10)."""
    lines = [f"tributary/{kind}", f"federation={federation}"]
    for name, value in fields:
        if isinstance(value, float):
            value = struct.pack(">d", value).hex()
        lines.append(f"{name}={','.join(value) if isinstance(value, list) else value}")
    return "".join(line + "\n" for line in lines).encode()


def manifest_digest(federation: str, m: dict) -> str:
    names = ("update", "base", "epoch", "layoutDigest", "samples", "trainedAt", "encoding", "chunkDigests", "norm")
    fields = [(name, m[name]) for name in names]
    fields += [("training." + name, m["training"][name]) for name in ("steps", "firstLoss", "lastLoss", "stepNanos", "tokens")]
    return full(signed_text(federation, "update-manifest/1", fields + [(name, m[name]) for name in ("rank", "productNorm")]))


class Federation:
    """What comes down: contract, clusters, decisions and complete versions (4, 8, 11, 12)."""

    def __init__(self, args, *topics):
        self.name, self.registry = args.federation, Registry(args.schema_registry)
        self.spec = self.clusters = None
        self.manifests, self.chunks, self.ledger = {}, {}, {}
        self.consumer = Consumer({"bootstrap.servers": args.bootstrap_servers, "group.id": "unused", "enable.auto.commit": False,
                                  "isolation.level": "read_committed", "enable.partition.eof": True})
        parts = []
        for name in [f"{self.name}.{topic}" for topic in topics]:
            found = self.consumer.list_topics(name, timeout=10).topics[name]
            if found.error or not found.partitions:
                sys.exit(f"there is no topic {name}")
            parts += [TopicPartition(name, number, OFFSET_BEGINNING) for number in found.partitions]
        self.consumer.assign(parts)
        self.unread = {(part.topic, part.partition) for part in parts}
        while self.unread:  # all that is there now
            self.poll(1)
        if self.spec is None:
            sys.exit(f"federation {self.name} has no contract")

    def poll(self, seconds: float):
        for message in self.consumer.consume(500, seconds):
            if message.error():
                if message.error().code() != KafkaError._PARTITION_EOF:
                    raise KafkaException(message.error())
                self.unread.discard((message.topic(), message.partition()))
                continue
            try:
                record = None if message.value() is None else self.registry.decode(message.value())
                self.take(message.topic()[len(self.name) + 1:], message.key().decode(), record)
            except (ValueError, LookupError, EOFError, TypeError, AttributeError, struct.error) as bad:
                print(f"skipped {message.topic()}-{message.partition()}@{message.offset()}: {bad!r}", file=sys.stderr)

    def take(self, topic: str, key: str, record):
        if topic in ("global-adapters", "global-adapter-chunks"):
            kept = self.manifests if topic == "global-adapters" else self.chunks
            kept.pop(key, None)
            if record:
                kept[key] = record
        elif record and topic == "cluster-state" and key == "clusters":
            self.clusters = record
        elif record and topic == "update-ledger":
            self.ledger.setdefault(record["update"], []).append(record)
        elif record and topic == "federation" and key == self.name and record["federation"] == self.name:
            succeeds = self.spec and record["revision"] > self.spec["revision"] and self.fixed(record) == self.fixed(self.spec)
            if self.spec is None or succeeds:
                self.spec, self.layout = record, Layout(record)

    @staticmethod
    def fixed(spec):
        """What must stay of a contract (4)."""
        kept = {name: value for name, value in spec.items() if name not in ("window", "membership", "revision")}
        may = ("joinFactor", "newClusterSlots", "outlierShare")
        return kept | {"clustering": {name: value for name, value in spec["clustering"].items() if name not in may}}

    def cluster_of(self, slot: str):
        assignments = self.clusters["assignments"] if self.clusters else []
        return next((f"c{a['cluster']}" for a in assignments if a["slot"] == slot), None)

    def version(self, cluster: str, number: int):
        """Manifest and values, or None if it is not complete (11)."""
        manifest = self.manifests.get(f"{cluster}/{number}")
        digests = manifest["chunkDigests"] if manifest else []
        if not manifest or not self.layout.digest.startswith(manifest["layoutDigest"]) or len(digests) != self.layout.chunks:
            return None
        name, digest = manifest["name"].split("-")
        if not (name.startswith(f"{cluster}@") and name.endswith(f".{number}") and digest == adapter_digest(digests)):
            return None
        found = [self.chunks.get(f"{cluster}/{number}/{index}", {"payload": b""})["payload"] for index in range(len(digests))]
        lengths = [4 * min(CHUNK, self.layout.size - index * CHUNK) for index in range(len(digests))]
        if [len(payload) for payload in found] != lengths or not all(full(p).startswith(d) for p, d in zip(found, digests)):
            return None
        return manifest, unpack(b"".join(found))

    def newest(self, cluster: str):
        """Name and values of the newest complete version, or None; version 0 comes with the cluster (7)."""
        numbers = sorted((int(key.split("/")[1]) for key in self.manifests if key.split("/")[0] == cluster), reverse=True)
        complete = filter(None, (self.version(cluster, number) for number in numbers))
        return next(((manifest["name"], values) for manifest, values in complete), None)

    def wait(self, what, seconds: float, missing: str):
        deadline = time.monotonic() + seconds
        while not (found := what()):
            if time.monotonic() > deadline:
                sys.exit(f"{missing} after {seconds} s; an operator sees why: tributary contract check --client NAME")
            self.poll(0.5)
        return found


def show(args):
    fed = Federation(args, "federation", "cluster-state", "global-adapters", "global-adapter-chunks")
    print(f"federation {fed.name} revision {fed.spec['revision']} layout {fed.layout.digest}")
    for cluster in [f"c{one['cluster']}" for one in (fed.clusters["clusters"] if fed.clusters else [])]:
        found = fed.newest(cluster)
        if not found:
            print(f"{cluster} has no complete version")
            continue
        name, values = found
        print(f"{cluster} version {name.split('.')[1].split('-')[0]} {name} norm {math.hypot(*values):.6g}")
        for site, factor, part in fed.layout.factors(values):
            print(f"  {site} {factor} norm {math.hypot(*part):.6g}")


def check(args):
    """Our digests and our merge against those of the product, in vector.json (6, 11, 14)."""
    vector = json.loads(Path(args.vector).read_text(encoding="utf-8"))
    layout = Layout(vector["contract"])
    same = {"layout digest": layout.digest == vector["contract"]["layoutDigest"]}

    def values(record) -> list:
        payloads = [base64.b64decode(one["payload"]) for one in record["payloads"]]
        name = record.get("update") or record["name"]
        same[f"chunk digests of {name}"] = [full(payload) for payload in payloads] == record["chunkDigests"]
        return unpack(b"".join(payloads))

    before, after = vector["version0"], vector["version1"]
    for version in (before, after):
        same[f"digest of {version['name']}"] = adapter_digest(version["chunkDigests"]) == version["digest"]
    merged, payloads = values(before), {update["update"]: values(update) for update in vector["updates"]}
    parts, units = after["contributions"], sum(part["units"] for part in after["contributions"])
    for at, value in enumerate(merged):
        total = sum(part["weight"] * round(payloads[part["update"]][at] * (part["clip"] * 2.0 ** 28)) for part in parts)
        merged[at] = value + vector["contract"]["learningRate"] * (float(total) / (float(units) * 2.0 ** 28))
    same[f"values of {after['name']}"] = pack(merged) == pack(values(after))
    for what, holds in same.items():
        print(f"{'same' if holds else 'DIFFERS'}  {what}")
    sys.exit(0 if all(same.values()) else 1)


class Client:
    """One slot of one client: what goes up (8, 9, 10)."""

    def __init__(self, args):
        self.args, self.slot = args, f"{args.client}/{args.slot}"
        self.fed = Federation(args, "federation", "cluster-state", "global-adapters", "global-adapter-chunks", "update-ledger")
        self.signs, path = self.fed.spec["membership"]["mode"] != "UNSIGNED", args.key or f"{args.client}.key"
        if self.signs and not os.path.exists(path):
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(Ed25519PrivateKey.generate().private_bytes_raw().hex())
        if self.signs:
            self.key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(Path(path).read_text(encoding="ascii")))

    def producer(self, **settings):
        return Producer({"bootstrap.servers": self.args.bootstrap_servers, "partitioner": "murmur2_random"} | settings)

    def produce(self, producer, topic: str, key: str, record: dict, told=None):
        topic = f"{self.fed.name}.{topic}"
        producer.produce(topic, key=key, value=self.fed.registry.encode(topic, record), on_delivery=told)

    def author(self, kind: str, fields) -> dict:
        if not self.signs:
            return {"authorKey": b"", "authorSignature": b""}
        signature = self.key.sign(signed_text(self.fed.name, kind, fields))
        return {"authorKey": self.key.public_key().public_bytes_raw(), "authorSignature": signature}

    def announcement(self) -> dict:
        rng = random.Random(self.args.centroid_seed)
        raw = [rng.gauss(0, 1) for _ in range(self.fed.spec["embeddingSize"])]
        centroid = unpack(pack([0.8 * value / math.hypot(*raw) for value in raw]))
        if self.args.centroid:
            centroid = unpack(pack(json.loads(Path(self.args.centroid).read_text(encoding="utf-8"))))
        record = {"slot": self.slot, "clientSlots": self.args.slots, "baseModel": self.fed.spec["baseModel"],
                  "samples": self.args.samples, "centroid": centroid, "spread": math.sqrt(max(0.0, 1 - math.hypot(*centroid) ** 2)),
                  "computedAt": int(time.time() * 1000), "round": 0, "signature": []}  # the order of the signed text
        lines = record | {"centroid": full(pack(centroid)), "signature": full(b"")}
        return record | self.author("task-embedding/1", lines.items())

    def announce(self):
        producer, errors = self.producer(), []
        self.produce(producer, "task-embeddings", self.slot, self.announcement(), lambda error, _: errors.append(error))
        if producer.flush(30) or errors != [None]:
            sys.exit(f"the announcement was not taken: {errors}")
        print(f"announced {self.slot}, public key {self.author('', [])['authorKey'].hex() or 'none'}")

    def update(self, name: str, base: str, values, rng) -> list:
        """The records of an update: topic, key and content."""
        fed, most = self.fed, self.args.delta
        trained = unpack(pack([value + (rng.uniform(-most, most) if self.args.random else most) for value in values]))
        delta = unpack(pack([after - before for after, before in zip(trained, values)]))
        if not all(abs(value) <= 8 for value in delta):
            sys.exit("values of an update must be within +-8")
        payloads, cluster = fed.layout.payloads(delta), base.split("@")[0]
        digests, number = [full(payload) for payload in payloads], int(cluster[1:])
        manifest = {"update": name, "base": base, "epoch": fed.clusters["epoch"], "layoutDigest": fed.layout.digest,
                    "samples": self.args.samples, "trainedAt": int(time.time() * 1000), "encoding": "FLOAT32",
                    "chunkDigests": digests, "norm": math.hypot(*delta), "rank": 0, "productNorm": 0.0,
                    "training": {"steps": 1, "firstLoss": 0.0, "lastLoss": 0.0, "stepNanos": 0, "tokens": 0}}
        own = manifest_digest(fed.name, manifest)
        author = self.author("update/1", [("update", name), ("cluster", number), ("manifest", own), ("chunks", digests)])
        seal = {"sealedManifest": bytes.fromhex(own * self.signs), "sealedChunks": bytes.fromhex("".join(digests) * self.signs)}
        records = [("adapter-updates", cluster, manifest | author)]
        part = {"update": name, "cluster": number} | author | seal
        return records + [("update-chunks", f"{cluster}/{index}", part | {"chunk": index, "payload": payload})
                          for index, payload in enumerate(payloads)]

    def send(self, transactions, records):
        transactions.begin_transaction()
        for topic, key, record in records:
            self.produce(transactions, topic, key, record)
        while True:
            try:
                return transactions.commit_transaction(30)
            except KafkaException as failure:  # whoever stops here sends the very same records again later
                if not failure.args[0].retriable():
                    raise

    def run(self):
        fed, slot, seconds = self.fed, self.slot, self.args.timeout
        self.announce()
        transactions = self.producer(**{"transactional.id": f"{fed.name}/worker/{self.args.client}"})
        transactions.init_transactions(30)
        newest = max([int(name.split("#")[1]) for name in fed.ledger if name.split("#")[0] == slot], default=0)
        rng = random.Random(f"{self.args.seed} {slot} {newest}")
        for name in [f"{slot}#{newest + 1 + number}" for number in range(self.args.rounds)]:
            cluster = fed.wait(lambda: fed.cluster_of(slot), seconds, f"{slot} has no cluster")
            base, values = fed.wait(lambda: fed.newest(cluster), seconds, f"{cluster} has no complete version")
            print(f"epoch {fed.clusters['epoch']} revision {fed.clusters['revision']}: {slot} is in {cluster}, base {base}")
            self.send(transactions, self.update(name, base, values, rng))
            print(f"sent {name}: {1 + fed.layout.chunks} records in one transaction")
            entry = fed.wait(lambda: fed.ledger.get(name), seconds, f"{name} is not decided")[0]
            print(f"decided {name}: {entry['verdict']} {entry['reason']} {entry['detail']} for version {entry['version']} weight"
                  f" {entry['weight']} clip {entry['clip']:.6g} staleness {entry['staleness']} norm {entry['norm']:.6g}")
            if entry["verdict"] != "ACCEPTED":
                sys.exit(1)
            made, _ = fed.wait(lambda: fed.version(cluster, entry["version"]), seconds, "the version is not complete")
            for later in fed.ledger[name][1:]:
                print(f"later {name}: {later['verdict']} weight {later['weight']} clip {later['clip']:.6g} {later['detail']}")
            print(f"version {made['name']} holds {' '.join(part['update'] for part in made['contributions'])}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    verbs = parser.add_subparsers(required=True)
    sub = verbs.add_parser("check", help="compute the digests and the merge of vector.json, and compare")
    sub.set_defaults(run=check)
    sub.add_argument("vector", nargs="?", default=Path(__file__).with_name("vector.json"))
    for name, run, purpose in (("show", show, "print the newest versions, checked"),
                               ("join", lambda args: Client(args).run(), "announce a slot and send updates")):
        sub = verbs.add_parser(name, help=purpose)
        sub.set_defaults(run=run)
        for option in ("--bootstrap-servers", "--schema-registry", "--federation"):
            sub.add_argument(option, required=True)
    sub.add_argument("--client", required=True)
    sub.add_argument("--centroid", help="JSON file: an array of numbers; else one is made up from --centroid-seed")
    sub.add_argument("--random", action="store_true", help="add random numbers within +-delta, from --seed, not delta itself")
    sub.add_argument("--key", help="file of the private key, made if missing (default: CLIENT.key)")
    numbers = {"slot": 0, "slots": 1, "samples": 10, "centroid-seed": 1, "delta": 0.01, "seed": 1, "rounds": 1, "timeout": 120.0}
    for option, default in numbers.items():
        sub.add_argument("--" + option, type=type(default), default=default, help=f"default: {default}")
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
