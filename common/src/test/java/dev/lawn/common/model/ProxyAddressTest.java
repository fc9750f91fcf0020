package dev.lawn.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyAddressTest {

    @ParameterizedTest
    @CsvSource({
        "http://proxy:8080,                   proxy,        8080,         ,           http://proxy:8080",
        "HTTP://proxy:1/,                     proxy,        1,            ,           http://proxy:1",
        "http://198.51.100.7:65535,           198.51.100.7, 65535,        ,           http://198.51.100.7:65535",
        "http://[2001:db8::7]:8080,           2001:db8::7,  8080,         ,           http://[2001:db8::7]:8080",
        "http://u:secret@proxy:8080,          proxy,        8080, u|secret,           http://proxy:8080",
        "http://u:12%2334%3F%40%2F@proxy:80,  proxy,        80,   'u|12#34?@/',       http://proxy:80",
        "http://u:a+b%2Bc@proxy:80,           proxy,        80,   u|a+b+c,            http://proxy:80",
        "http://u:a:b@proxy:80,               proxy,        80,   u|a:b,              http://proxy:80",
        "http://u:@proxy:80,                  proxy,        80,   u|,                 http://proxy:80",
        "https://u:p@proxy:443,               proxy,        443,  u|p,                https://proxy:443",
        "socks5://u:p@proxy:1080,             proxy,        1080, u|p,                socks5://proxy:1080",
        "SOCKS5H://[::1]:1080,                ::1,          1080,         ,           socks5h://[::1]:1080",
        "socks4a://u@proxy:1080,              proxy,        1080, u|,                 socks4a://proxy:1080",
    })
    void reads(String text, String host, int port, @Nullable String login, String display) {
        ProxyAddress proxy = ProxyAddress.parse(text);

        assertThat(proxy.host()).isEqualTo(host);
        assertThat(proxy.port()).isEqualTo(port);
        assertThat(login(proxy.credentials())).isEqualTo(login);
        assertThat(proxy.display()).isEqualTo(display);
    }

    private static @Nullable String login(@Nullable Credentials credentials) {
        return credentials == null
                ? null
                : credentials.user() + "|" + credentials.password().reveal();
    }

    @ParameterizedTest
    @CsvSource({
        "http://user:12#34secret@host:8080,     percent-encode",
        "http://user:12?34secret@host:8080,     percent-encode",
        "http://user:12secret@host:8080?x,      percent-encode",
        "http://user:12secret@host:8080/#,      percent-encode",
        "http://user:12 secret@host:8080,       percent-encode",
        "http://user:12%zzsecret@host:8080,     percent-encode",
        "http://user:12/secret@host:8080,       a path",
        "http://user:12secret@host:8080/path,   a path",
        "http://user:12secret@host,             no port",
        "http://user:12secret@host:0,           no port",
        "http://user:12secret@host:65536,       no port",
        "http://user:12secret@ho_st:80,         no host",
        "user:12secret@host:8080,               no scheme",
        "//user:12secret@host:8080,             no scheme",
        "socks4://user:12secret@host:8080,      did you mean \"socks4a\"",
        "sock5://user:12secret@host:8080,       did you mean \"socks5\"",
        "socks4a://user:12secret@host:8080,     SOCKS 4 does not know",
        "socks5://12secret@host:8080,           without a password",
        "socks5h://12secret:@host:8080,         without a password",
        "https://user:12secret@host,            https://host:port",
        "http://us%3A12er:secret@host:8080,     a \":\" in the user",
        "htp://user:12secret@host:8080,         did you mean",
        "http://12secret@host:8080,             without a password",
        "http://:12secret@host:8080,            without a password",
        "'',                                    no scheme",
    })
    void refusesWithoutRepeatingIt(String text, String why) {
        assertThatThrownBy(() -> ProxyAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("12");
    }
}
