import pytest

from tm.memory.shards import Shard, load, save
from tm.memory.signatures import sign
from tm.memory.similarity import prepare

KEYS = (b"memory".ljust(16), b"folding".ljust(16))


@pytest.fixture
def shard(en):
    texts = ["The law.", "The law was adopted.", "Peace"]
    return Shard(5, 90, 2, sign((row, prepare(text, en)) for row, text in enumerate(texts, 10)))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "index" / "xx-5.sig"


def as_lists(shard):
    columns = shard.held.columns
    arrays = [columns.characters, columns.low, columns.high, columns.histogram, columns.rows, shard.held.starts]
    return [shard.after, shard.until, shard.removed, *(array.tolist() for array in arrays)]


def test_a_shard_comes_back_as_it_was_saved(shard, path):
    save(path, shard, KEYS)
    assert as_lists(load(path, KEYS)) == as_lists(shard)


def test_an_empty_shard_comes_back(path):
    empty = Shard(0, 7, 0, sign(()))
    save(path, empty, KEYS)
    assert as_lists(load(path, KEYS)) == as_lists(empty)


def test_a_missing_file_is_no_shard(path):
    assert load(path, KEYS) is None


@pytest.mark.parametrize("keys", [(b"another".ljust(16), KEYS[1]), (KEYS[0], b"another".ljust(16))])
def test_a_file_of_another_memory_or_folding_is_no_shard(shard, path, keys):
    save(path, shard, KEYS)
    assert load(path, keys) is None


def test_a_file_cut_short_anywhere_is_no_shard(shard, path):
    save(path, shard, KEYS)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert load(path, KEYS) is None, length


def test_a_file_of_another_version_is_no_shard(shard, path):
    save(path, shard, KEYS)
    whole = bytearray(path.read_bytes())
    whole[8] += 1
    path.write_bytes(whole)
    assert load(path, KEYS) is None


def test_a_mapped_shard_outlives_its_file(shard, path):
    save(path, shard, KEYS)
    mapped = load(path, KEYS)
    save(path, Shard(0, 0, 0, sign(())), KEYS)
    assert as_lists(mapped) == as_lists(shard)


def test_nothing_is_left_beside_the_file(shard, path):
    save(path, shard, KEYS)
    assert list(path.parent.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_an_os_error_and_leaves_nothing(shard, path):
    path.mkdir(parents=True)
    with pytest.raises(OSError, match="xx-5"):
        save(path, shard, KEYS)
    assert list(path.parent.iterdir()) == [path]
