# oracle: 3.14
"""What a parser of HTML makes of text that comes character by character, and when."""
from html.parser import HTMLParser


class Parser(HTMLParser):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.events = []

    def take(self):
        events, self.events = self.events, []
        return events

    def handle_data(self, data):
        self.events.append(data)

    def handle_starttag(self, tag, attrs):
        self.events.append(('start', tag, *attrs))

    def handle_endtag(self, tag):
        self.events.append(('end', tag))

    def handle_entityref(self, name):
        self.events.append(('entity', name))

    def handle_charref(self, name):
        self.events.append(('char', name))


TEXTS = ['a&amp;bc', '&amp; &lt; &#65; x', 'a & b', 'a&b c', '&amp;&amp;&amp;x', '&#xZZ; a', '&#; &#x;', '&#12a b', '&&&',
         'a&b<p>', '&amp', '<p x="', 'a<', '</p x="y>">z', '<script>a<b</c</script>d', '<script>&amp;</script>',
         '<script>x', '<title>a&amp;b<c></title>x', '<title>a&b', '<plaintext>a<b>&amp;', '<iframe>&lt;</iframe>',
         '<noscript>a<b>&lt;</noscript>']
for options in ({}, {'convert_charrefs': False}, {'scripting': True}):
    print(options)
    for text in TEXTS:
        whole, pieces = Parser(**options), Parser(**options)
        whole.feed(text)
        print(repr(text), whole.take(), repr(whole.rawdata), end=' ')
        whole.close()
        print(whole.take())
        for at, character in enumerate(text):
            pieces.feed(character)
            if events := pieces.take():
                print('   ', at, events)
        pieces.close()
        print('    closed', pieces.take())
