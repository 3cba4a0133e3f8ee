import pytest

from web.devices import device_of

MOZILLA = "Mozilla/5.0"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (f"{MOZILLA} (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Windows"),
        (f"{MOZILLA} (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        (f"{MOZILLA} (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605 Version/18 Safari/605", "Safari on a Mac"),
        (f"{MOZILLA} (iPhone; CPU iPhone OS 18_0) AppleWebKit/605 CriOS/140 Mobile Safari/604", "Chrome on an iPhone"),
        (f"{MOZILLA} (Linux; Android 15; Pixel) AppleWebKit/537 Chrome/140 Mobile Safari/537", "Chrome on Android"),
        (f"{MOZILLA} (X11; Linux x86_64)", "A browser on Linux"),
        ("curl/8.0", ""),
        ("<script>alert(1)</script> Firefox", "Firefox"),
        ("", ""),
    ],
)
def test_says_a_browser_in_plain_words_and_nothing_of_its_own(said, words):
    assert device_of(said) == words
