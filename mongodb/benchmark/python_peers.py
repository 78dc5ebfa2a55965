# SPDX-License-Identifier: Apache-2.0
"""Times Python's MongoDB mappers on the six-field documents: insert n, then read n back as objects.

python_peers.py URI; needs pymongo, mongoengine and beanie. Prints a line for each peer and size: its name, documents,
median milliseconds to insert (objects are built before, as for the others), median milliseconds to read.
"""

import asyncio
import statistics
import sys
import time

import beanie
import mongoengine
import pymongo

DATABASE = "marcato_benchmark_python"
SIZES = {10: 50, 100: 40, 1_000: 12, 10_000: 4, 50_000: 3}
CITIES = ["NYC", "LA", "SF", "Chicago", "Boston"]


def person(i):
    return dict(name=f"User{i}", email=f"user{i}@example.com", age=20 + i % 50, city=CITIES[i % 5], score=i * 1.5,
                active=i % 2 == 0)


class Engine(mongoengine.Document):
    name = mongoengine.StringField()
    email = mongoengine.StringField()
    age = mongoengine.IntField()
    city = mongoengine.StringField()
    score = mongoengine.FloatField()
    active = mongoengine.BooleanField()


class Bean(beanie.Document):
    name: str
    email: str
    age: int
    city: str
    score: float
    active: bool


def print_row(name, count, inserts, finds):
    print(name, count, statistics.median(inserts) * 1e3, statistics.median(finds) * 1e3, sep="\t", flush=True)


def time_blocking(name, build, drop, insert, find):
    for count, rounds in SIZES.items():
        inserts, finds = [], []
        for turn in range(rounds + 1):
            drop()
            objects = [build(person(i)) for i in range(count)]
            begin = time.perf_counter()
            insert(objects)
            middle = time.perf_counter()
            assert len(find()) == count
            end = time.perf_counter()
            if turn > 0:
                inserts.append(middle - begin)
                finds.append(end - middle)
        print_row(name, count, inserts, finds)


async def time_beanie(uri):
    client = pymongo.AsyncMongoClient(uri)
    await beanie.init_beanie(database=client[DATABASE], document_models=[Bean])
    for count, rounds in SIZES.items():
        inserts, finds = [], []
        for turn in range(rounds + 1):
            await Bean.get_pymongo_collection().drop()
            objects = [Bean(**person(i)) for i in range(count)]
            begin = time.perf_counter()
            await Bean.insert_many(objects)
            middle = time.perf_counter()
            assert len(await Bean.find_all().to_list()) == count
            end = time.perf_counter()
            if turn > 0:
                inserts.append(middle - begin)
                finds.append(end - middle)
        print_row(f"Beanie {beanie.__version__}", count, inserts, finds)
    await client.drop_database(DATABASE)


def main(uri):
    plain = pymongo.MongoClient(uri)[DATABASE].plain
    time_blocking(f"PyMongo {pymongo.version}", dict, plain.drop, plain.insert_many, lambda: list(plain.find()))
    mongoengine.connect(DATABASE, host=uri)
    time_blocking(f"MongoEngine {mongoengine.get_version()}", lambda fields: Engine(**fields), Engine.drop_collection,
                  Engine.objects.insert, lambda: list(Engine.objects))
    asyncio.run(time_beanie(uri))


main(sys.argv[1])
