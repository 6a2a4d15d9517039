vcl 4.1;
# A cache in front of `meanwhile serve`: Varnish 6.6 or later, started with
#   varnishd -a :80 -f /etc/varnish/meanwhile.vcl -s malloc,256m -p http_gzip_support=off -p vsl_mask=-SessOpen,-SessError,-Proxy,-ProxyGarbage,-HttpGarbage,-BogoHeader,-LostHeader,-ReqStart,-ReqMethod,-ReqURL,-ReqProtocol,-ReqHeader,-ReqUnset,-ReqLost,-BereqURL,-BereqHeader,-BereqUnset,-BereqLost,-VCL_Log
# http_gzip_support=off: the server compresses better. vsl_mask: what a reader sends is not even in the memory that
# Varnish's log is, a file in its working folder: no address of theirs, method, query, header or garbage.
# Change the address of the server.

import std;

backend meanwhile {
    .host = "127.0.0.1";
    .port = "8000";
    .connect_timeout = 1s;
    .first_byte_timeout = 5s;
    .between_bytes_timeout = 2s;
}

sub vcl_recv {
    if (req.method != "GET" && req.method != "HEAD") {
        return (synth(405));
    }
    if (req.restarts > 0) {
        # See vcl_hit and vcl_deliver: first only a fresh answer will do; if that fails, any that is kept.
        if (req.http.X-Failed) {
            set req.grace = 8d;
        } else {
            set req.grace = 0s;
        }
        return (hash);
    }
    if (req.url ~ "^[^?]*/metrics(\?|$)") {
        return (synth(404));
    }
    # The server gets only what it needs: no cookie, address, browser or referring page, and one Host for all
    # requests, since no answer depends on it. The public address is set by --public-url.
    unset req.http.X-Failed;
    unset req.http.X-Kept;
    unset req.http.X-Query;
    unset req.http.X-Forwarded-For;
    unset req.http.X-Forwarded-Host;
    unset req.http.X-Real-IP;
    unset req.http.X-Client-IP;
    unset req.http.True-Client-IP;
    unset req.http.CF-Connecting-IP;
    unset req.http.Forwarded;
    unset req.http.Via;
    unset req.http.From;
    unset req.http.Origin;
    unset req.http.Cookie;
    unset req.http.Authorization;
    unset req.http.Proxy-Authorization;
    unset req.http.User-Agent;
    unset req.http.Referer;
    unset req.http.Cache-Control;
    unset req.http.Pragma;
    unset req.http.Range;
    set req.http.Host = "meanwhile";
    if (req.url ~ "^[^?]*/(healthz|readyz)(\?|$)") {
        set req.url = regsub(req.url, "\?.*$", "");
        unset req.http.Accept-Language;
        return (pass);
    }
    call options;
    call languages;

    # br, gzip or nothing: whatever accepts zstd accepts br too. "br;q=0" is a refusal (RFC 9110, 12.4.2).
    if (req.http.Accept-Encoding ~ "(?i)(^|,)\s*br\s*(;\s*q=(1(\.0*)?|0?\.\d*[1-9]\d*)\s*)?(,|$)") {
        set req.http.Accept-Encoding = "br";
    } elsif (req.http.Accept-Encoding ~ "(?i)(^|,)\s*(x-)?gzip\s*(;\s*q=(1(\.0*)?|0?\.\d*[1-9]\d*)\s*)?(,|$)") {
        set req.http.Accept-Encoding = "gzip";
    } else {
        unset req.http.Accept-Encoding;
    }
    return (hash);
}

# The closed list of options, in one order, as the server reads them: the last of a name counts, an empty one is
# the default. The builder has three fields besides, the home page two, and oEmbed has parameters of its own; of no
# query does more reach the server or a key: no fbclid, no utm_source.
sub options {
    set req.http.X-Query = "";
    if (req.url ~ "^[^?]*/oembed(\?|$)") {
        if (req.url ~ "[?&](?:(?:amp|#0*38);)*format=[^&]+(?!.*&(?:(?:amp|#0*38);)*format=)") {
            set req.http.X-Query = req.http.X-Query + regsub(req.url, "^.*[?&](?:(?:amp|#0*38);)*(format=[^&]+)(?!.*&(?:(?:amp|#0*38);)*format=).*$", "&\1");
        }
        if (req.url ~ "[?&](?:(?:amp|#0*38);)*maxheight=[^&]+(?!.*&(?:(?:amp|#0*38);)*maxheight=)") {
            set req.http.X-Query = req.http.X-Query + regsub(req.url, "^.*[?&](?:(?:amp|#0*38);)*(maxheight=[^&]+)(?!.*&(?:(?:amp|#0*38);)*maxheight=).*$", "&\1");
        }
        if (req.url ~ "[?&](?:(?:amp|#0*38);)*maxwidth=[^&]+(?!.*&(?:(?:amp|#0*38);)*maxwidth=)") {
            set req.http.X-Query = req.http.X-Query + regsub(req.url, "^.*[?&](?:(?:amp|#0*38);)*(maxwidth=[^&]+)(?!.*&(?:(?:amp|#0*38);)*maxwidth=).*$", "&\1");
        }
        if (req.url ~ "[?&](?:(?:amp|#0*38);)*url=[^&]+(?!.*&(?:(?:amp|#0*38);)*url=)") {
            set req.http.X-Query = req.http.X-Query + regsub(req.url, "^.*[?&](?:(?:amp|#0*38);)*(url=[^&]+)(?!.*&(?:(?:amp|#0*38);)*url=).*$", "&\1");
        }
        set req.url = regsub(req.url, "\?.*$", "") + regsub(req.http.X-Query, "^&", "?");
        unset req.http.X-Query;
        return;
    }
    if (req.url ~ "^[^?]*/(\?|$)") {
        if (req.url ~ "[?&](?:(?:amp|#0*38);)*q=[^&]+(?!.*&(?:(?:amp|#0*38);)*q=)") {
            set req.http.X-Query = req.http.X-Query + regsub(req.url, "^.*[?&](?:(?:amp|#0*38);)*(q=[^&]+)(?!.*&(?:(?:amp|#0*38);)*q=).*$", "&\1");
        }
        if (req.url ~ "[?&](?:(?:amp|#0*38);)*topic=[^&]+(?!.*&(?:(?:amp|#0*38);)*topic=)") {
            set req.http.X-Query = req.http.X-Query + regsub(req.url, "^.*[?&](?:(?:amp|#0*38);)*(topic=[^&]+)(?!.*&(?:(?:amp|#0*38);)*topic=).*$", "&\1");
        }
    }
    if (req.url ~ "^[^?]*/embed(\?|$)") {
        if (req.url ~ "[?&](?:(?:amp|#0*38);)*as=[^&]+(?!.*&(?:(?:amp|#0*38);)*as=)") {
            set req.http.X-Query = req.http.X-Query + regsub(req.url, "^.*[?&](?:(?:amp|#0*38);)*(as=[^&]+)(?!.*&(?:(?:amp|#0*38);)*as=).*$", "&\1");
        }
        if (req.url ~ "[?&](?:(?:amp|#0*38);)*for=[^&]+(?!.*&(?:(?:amp|#0*38);)*for=)") {
            set req.http.X-Query = req.http.X-Query + regsub(req.url, "^.*[?&](?:(?:amp|#0*38);)*(for=[^&]+)(?!.*&(?:(?:amp|#0*38);)*for=).*$", "&\1");
        }
        if (req.url ~ "[?&](?:(?:amp|#0*38);)*widget=[^&]+(?!.*&(?:(?:amp|#0*38);)*widget=)") {
            set req.http.X-Query = req.http.X-Query + regsub(req.url, "^.*[?&](?:(?:amp|#0*38);)*(widget=[^&]+)(?!.*&(?:(?:amp|#0*38);)*widget=).*$", "&\1");
        }
    }
    if (req.url ~ "[?&](?:(?:amp|#0*38);)*accent=[^&]+(?!.*&(?:(?:amp|#0*38);)*accent=)") {
        set req.http.X-Query = req.http.X-Query + regsub(req.url, "^.*[?&](?:(?:amp|#0*38);)*(accent=[^&]+)(?!.*&(?:(?:amp|#0*38);)*accent=).*$", "&\1");
    }
    if (req.url ~ "[?&](?:(?:amp|#0*38);)*from=[^&]+(?!.*&(?:(?:amp|#0*38);)*from=)") {
        set req.http.X-Query = req.http.X-Query + regsub(req.url, "^.*[?&](?:(?:amp|#0*38);)*(from=[^&]+)(?!.*&(?:(?:amp|#0*38);)*from=).*$", "&\1");
    }
    if (req.url ~ "[?&](?:(?:amp|#0*38);)*lang=[^&]+(?!.*&(?:(?:amp|#0*38);)*lang=)") {
        set req.http.X-Query = req.http.X-Query + regsub(req.url, "^.*[?&](?:(?:amp|#0*38);)*(lang=[^&]+)(?!.*&(?:(?:amp|#0*38);)*lang=).*$", "&\1");
    }
    if (req.url ~ "[?&](?:(?:amp|#0*38);)*layout=[^&]+(?!.*&(?:(?:amp|#0*38);)*layout=)") {
        set req.http.X-Query = req.http.X-Query + regsub(req.url, "^.*[?&](?:(?:amp|#0*38);)*(layout=[^&]+)(?!.*&(?:(?:amp|#0*38);)*layout=).*$", "&\1");
    }
    if (req.url ~ "[?&](?:(?:amp|#0*38);)*minutes=[^&]+(?!.*&(?:(?:amp|#0*38);)*minutes=)") {
        set req.http.X-Query = req.http.X-Query + regsub(req.url, "^.*[?&](?:(?:amp|#0*38);)*(minutes=[^&]+)(?!.*&(?:(?:amp|#0*38);)*minutes=).*$", "&\1");
    }
    if (req.url ~ "[?&](?:(?:amp|#0*38);)*numbering=[^&]+(?!.*&(?:(?:amp|#0*38);)*numbering=)") {
        set req.http.X-Query = req.http.X-Query + regsub(req.url, "^.*[?&](?:(?:amp|#0*38);)*(numbering=[^&]+)(?!.*&(?:(?:amp|#0*38);)*numbering=).*$", "&\1");
    }
    if (req.url ~ "[?&](?:(?:amp|#0*38);)*size=[^&]+(?!.*&(?:(?:amp|#0*38);)*size=)") {
        set req.http.X-Query = req.http.X-Query + regsub(req.url, "^.*[?&](?:(?:amp|#0*38);)*(size=[^&]+)(?!.*&(?:(?:amp|#0*38);)*size=).*$", "&\1");
    }
    if (req.url ~ "[?&](?:(?:amp|#0*38);)*theme=[^&]+(?!.*&(?:(?:amp|#0*38);)*theme=)") {
        set req.http.X-Query = req.http.X-Query + regsub(req.url, "^.*[?&](?:(?:amp|#0*38);)*(theme=[^&]+)(?!.*&(?:(?:amp|#0*38);)*theme=).*$", "&\1");
    }
    set req.url = regsub(req.url, "\?.*$", "") + regsub(req.http.X-Query, "^&", "?");
    unset req.http.X-Query;
}

# Of what a reader accepts, only the languages of this list (yours to change, if a campaign speaks others), and of
# those the first three in the order of the list: what answers vary by must be few, and a rare language says much.
sub languages {
    if (req.http.Accept-Language ~ "(?i)^(?:[^,]*,)*?\s*(?:ar|de|en|es|fr|he|hi|it|ja|nl|pl|pt|uk|zh-(?:hant|tw|hk|mo)|zh)\b") {
        set req.http.Accept-Language = regsub(req.http.Accept-Language,
            "(?i)^(?:[^,]*,)*?\s*(ar|de|en|es|fr|he|hi|it|ja|nl|pl|pt|uk|zh-(?:hant|tw|hk|mo)|zh)\b[^,]*(?:,(?:[^,]*,)*?\s*(?!\1\b)(ar|de|en|es|fr|he|hi|it|ja|nl|pl|pt|uk|zh-(?:hant|tw|hk|mo)|zh)\b[^,]*)?(?:,(?:[^,]*,)*?\s*(?!(?:\1|\2)\b)(ar|de|en|es|fr|he|hi|it|ja|nl|pl|pt|uk|zh-(?:hant|tw|hk|mo)|zh)\b)?.*$",
            "\1, \2, \3");
    } else {
        unset req.http.Accept-Language;
    }
}

sub vcl_hash {
    hash_data(req.url);
    return (lookup);
}

sub vcl_backend_response {
    unset beresp.http.Set-Cookie;
    # An error must not replace an answer that may still be served (RFC 5861, 4).
    if (beresp.status >= 500 && bereq.is_bgfetch) {
        return (abandon);
    }
    if (beresp.status >= 500 && bereq.http.X-Kept) {
        return (error(503));
    }
    # What no browser may store has a lifetime for shared caches only (RFC 9213).
    if (beresp.http.CDN-Cache-Control ~ "max-age=\d+") {
        set beresp.ttl = std.duration(regsub(beresp.http.CDN-Cache-Control, "^.*max-age=(\d+).*$", "\1s"), 0s);
    }
    # Varnish reads max-age, s-maxage and stale-while-revalidate by itself, but not stale-if-error (RFC 5861):
    # an answer is kept for the longer of the two, and vcl_hit decides which one applies.
    if (beresp.http.Cache-Control ~ "stale-while-revalidate=\d+") {
        set beresp.http.X-Stale = regsub(beresp.http.Cache-Control, "^.*stale-while-revalidate=(\d+).*$", "\1s");
    } else {
        set beresp.http.X-Stale = "0s";
        set beresp.grace = 0s;
    }
    if (beresp.http.Cache-Control ~ "stale-if-error=\d+") {
        set beresp.grace = std.duration(regsub(beresp.http.Cache-Control, "^.*stale-if-error=(\d+).*$", "\1s"), 0s);
    }
    if (beresp.grace < std.duration(beresp.http.X-Stale, 0s)) {
        set beresp.grace = std.duration(beresp.http.X-Stale, 0s);
    }
    # Varnish's built-in rules would not cache what Cache-Control keeps out of browsers.
    if (beresp.http.CDN-Cache-Control && beresp.ttl > 0s) {
        return (deliver);
    }
}

sub vcl_hit {
    if (obj.ttl >= 0s || obj.ttl + std.duration(obj.http.X-Stale, 0s) >= 0s || req.http.X-Failed) {
        return (deliver);
    }
    set req.http.X-Kept = "1";
    return (restart);
}

sub vcl_backend_error {
    set beresp.http.Content-Security-Policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    set beresp.http.X-Frame-Options = "DENY";
    set beresp.http.X-Content-Type-Options = "nosniff";
    set beresp.http.Referrer-Policy = "no-referrer";
    set beresp.http.Cross-Origin-Resource-Policy = "same-origin";
    # So that those who wait for the same answer do not each wait for the server in turn.
    if (!bereq.http.X-Kept) {
        set beresp.ttl = 1s;
        set beresp.grace = 0s;
    }
}

sub vcl_deliver {
    if (resp.status >= 500 && req.http.X-Kept && !req.http.X-Failed) {
        set req.http.X-Failed = "1";
        return (restart);
    }
    unset resp.http.X-Stale;
    unset resp.http.X-Varnish;
    unset resp.http.Via;
    # To browsers this cache is the origin: with an Age of hours they would ask again at once for what they may keep
    # for five minutes. What is fresh for a second keeps its Age, so that nobody adds to the stated lag.
    if (resp.http.Cache-Control ~ "s-maxage=\d{3}") {
        unset resp.http.Age;
    }
    # RFC 9211.
    if (obj.hits > 0) {
        set resp.http.Cache-Status = "varnish; hit";
    } else {
        set resp.http.Cache-Status = "varnish; fwd=miss";
    }
}

# What Varnish says by itself has the headers that the server's answers have. HSTS is for the TLS proxy to add.
sub own {
    set resp.http.Content-Security-Policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    set resp.http.X-Frame-Options = "DENY";
    set resp.http.X-Content-Type-Options = "nosniff";
    set resp.http.Referrer-Policy = "no-referrer";
    set resp.http.Cross-Origin-Resource-Policy = "same-origin";
}

sub vcl_synth {
    call own;
    if (resp.status == 405) {
        set resp.http.Allow = "GET, HEAD";
    }
    unset resp.http.X-Varnish;
}
