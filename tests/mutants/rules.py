# SPDX-License-Identifier: GPL-2.0
"""The rules by which lines are changed, for `list`."""
import re

# Each rule: its name, a regular expression, and what may stand in its place. It sees lines of code,
# without their comments.

OTHER = {'<': ['<='], '<=': ['<'], '>': ['>='], '>=': ['>'], '==': ['!='], '!=': ['==']}
ERRNO = {'EINVAL': 'EDOM', 'EPERM': 'EACCES', 'EDEADLK': 'EBUSY', 'ENOSPC': 'E2BIG'}
KERNEL = {'param_set_charp': 'param_set_copystring', 'param_set_copystring': 'param_set_charp',
          'param_get_charp': 'param_get_string', 'param_get_string': 'param_get_charp',
          'param_ops_charp': 'param_ops_string', 'param_ops_string': 'param_ops_charp',
          'param_array_ops': 'param_ops_int'}


def around(match):
    """A number, one more and one less."""
    text = match[0]
    if text.startswith('0o'):
        return [oct(int(text, 8) + 1), oct(int(text, 8) - 1)]
    return [str(int(text) + 1)] + ([str(int(text) - 1)] if int(text) > 0 else [])


RUST = [
    ('bound', r'(?<=\S) (<|<=|>|>=|==|!=) (?!=)', lambda m: [f' {o} ' for o in OTHER[m[1]]]),
    ('number', r'(?<![\w.\'"#$\\])(0o[0-7]+|\d+)(?![\w.])', around),
    ('number', r'\b0(?=\.\.[\w=])', lambda m: ['1']),
    ('number', r'\.len\(\)', lambda m: ['.len() + 1', '.len() - 1']),
    ('number', r'(?<=[:(] )\w+ as c_uint|(?<=new\()\w+ as c_uint',
     lambda m: [m[0] + ' + 1', m[0] + ' - 1']),
    ('number', r'(?<!const )\b(PAGE_SIZE|LONGEST_NUMBER)\b(?!:)',
     lambda m: [f'({m[0]} + 1)', f'({m[0]} - 1)']),
    ('range', r'(?<=[\w)])\.\.(?=[\w(])', lambda m: ['..=']),
    ('condition', r'(?<=\bif )(?!let\b)(?!cfg).+(?= \{$)', lambda m: ['true', 'false']),
    ('condition', r'(?<=\bwhile )(?!let\b).+(?= \{$)', lambda m: ['false']),
    ('condition', r'(?<=\bif )let .+(?= \{$)', lambda m: []),
    ('logic', r' (\|\||&&) ', lambda m: [' && ' if m[1] == '||' else ' || ']),
    ('logic', r'(?<=[( ])!(?=[\w(])', lambda m: ['']),
    ('arithmetic', r' ([-+*/%&]) ', lambda m: [f' {"-+/*/|"["+-*/%&".index(m[1])]} ']),
    ('arithmetic', r' \+= 1\b', lambda m: [' += 2']),
    ('arithmetic', r'saturating_add|wrapping_add|checked_add',
     lambda m: [m[0].replace('add', 'sub')]),
    ('errno', r'\b(EINVAL|EPERM|EDEADLK|ENOSPC)\b', lambda m: [ERRNO[m[0]]]),
    ('kernel', r'\bparam_(set|get|ops)_(charp|copystring|string)\b(?!:)|\bparam_array_ops\b',
     lambda m: [KERNEL[m[0]]]),
    ('byte', r"b'(\\?.)'", lambda m: ["b'q'"]),
    ('string', r'(?<=: )"[^"]*"|(?<=\[)"[^"]*"|"[^"]*"(?=[,)\]])',
     lambda m: [m[0][:-1] + 'q"']),
    ('lifetime', r"&'l (?!self)", lambda m: ["&'static "]),
    ('lifetime', r"&'l (mut )?(?=self|Locked)|(?<=_: )&'l ", lambda m: ['&' + (m[1] or '')]),
    ('private', r'(?<=^)pub struct \w+(<.*>)?\((?!pub)', lambda m: ['#' + m[0] + 'pub ']),
    ('private', r'^    (elements|count|name|perm|flags): (?=.*,$)',
     lambda m: [f'    pub {m[1]}: ']),
    ('field', r'(?<=: )Some\(.*\)(?=,$)', lambda m: ['None']),
    ('field', r'(?<=free: )[\w:]+(?=,$)', lambda m: [] if m[0] == 'None' else ['None']),
    ('field', r'(?<=: )self\.(perm|flags)(?=,$)', lambda m: ['0']),
    ('optional', r'\$\(\$\w+\)\?|\$\(\$\(\$flag\)\+\)\?|\$\(\|\| \$\w+\)\?', lambda m: ['']),
    ('optional', r'^ *\$\(\|? ?\$crate.*\)\*', lambda m: ['']),
    ('attribute', r'^ *#\[(used|link_section|export_name|repr).*\]$', lambda m: ['']),
    ('ignored', r'\?;$', lambda m: ['.ok();']),
    ('statement', r'^ *(?!let |return|use |const |static |type |pub |mod |#|\$|//|fn |[)}\]])'
     r'(?!.*(param_ops|struct ))[\w*($:{][^;]*;$', lambda m: ['']),
    ('statement', r'^ *(return \w+|break);$', lambda m: ['']),
]
EXPORT = [('optional', r'\$\(\$\w+,?\)\?', lambda m: ['']),
          ('string', r'"(\\.|[^"\\])*"(?=[,)])', lambda m: [m[0][:-1] + 'q"']),
          ('number', r'(?<=balign )\d', lambda m: [str(int(m[0]) // 2)]),
          ('statement', r'^ *(concat!\(.*\)|\$\w+|"[^"]*"),$', lambda m: [''])]
TEST = {'=': '!=', '!=': '=', '-eq': '-ne', '-ne': '-eq', '-gt': '-ge', '-ge': '-gt',
        '-lt': '-le', '-le': '-lt'}
SHELL = [
    ('bound', r'(?<= )(=|!=|-eq|-ne|-gt|-ge|-lt|-le)(?= \S+ \])', lambda m: [TEST[m[0]]]),
    ('logic', r' (\|\||&&)(?=$| )', lambda m: [' &&' if m[1] == '||' else ' ||']),
    ('logic', r'(?:(?<=^)|(?<=[\t ]))! (?=\S)', lambda m: ['']),
    ('condition', r'\[ [^]]+ \](?=$| |;)', lambda m: ['true', 'false']),
    ('status', r'\b(exit|return) 1\b', lambda m: [m[1] + ' 0']),
    ('status', r'\bbad=1\b', lambda m: ['bad=0']),
    ('statement', r'^\t*(?!if |elif |else|fi\b|for |while |do\b|done|case |esac|\. |set -|[)}(;*#-]'
     r'|[^(]*\)$|.*( then| do|\{|;;)$|.*[^\\]\\$|.*(\|\||&&|\|) *\\?$'
     r'|\w+\(\)|say |"|\w+=.? )[\w${\[:!].*$', lambda m: [':']),
]


def code(line, language):
    """The line without its comment, and whether it is code at all."""
    if language == 'shell':
        return '' if re.match(r'\s*#', line) else line
    line = re.sub(r'(^|\s)//.*', '', line)
    # What is said when a build fails is for people; the table of kinds has its own rule.
    line = re.sub(r'(assert!\(.*, )(".*")', lambda m: m[1] + '_' * len(m[2]), line)
    return '' if re.match(r'\s*((pub\S* )?use |compile_error|"|concat!\($|param_ops'
                          r'|#!?\[(doc|allow|inline|cfg|deny|macro_use|must_use))', line) else line


def places(text, language):
    """For each line, where it is; of an attribute, where the next line is."""
    lines, found = text.split('\n'), list(inside(text, language))
    for number in reversed(range(len(lines) - 1)):
        if language == 'rust' and re.match(r'\s*#\[', lines[number]):
            found[number] = found[number + 1]
    return found


def inside(text, language):
    """For each line, which function, impl or arm of a macro it is in; None where all is text."""
    outer = inner = ''
    usage = skip = False
    for line in text.split('\n'):
        if language == 'shell':
            found = re.match(r'(\w+)\(\) ', line)
            outer = found[1] if found else '' if line == '}' else outer
            usage = usage or bool(re.search(r"<<'EO", line))
            yield None if usage else outer
            usage = usage and not re.match(r'EO\w$', line)
            continue
        skip = skip or line.startswith('use') and not line.endswith(';')
        found = re.match(r'(?:#\[.*\] )?(?:pub(?:\(\w+\))? )?(?:const )?(?:unsafe )?'
                         r'(?:extern "C" )?'
                         r'(impl|fn|struct|trait|mod|macro_rules!|static|const|type|enum) +(.*)',
                         line)
        if found:
            outer = re.sub(r'^(<[^ ]*> )?', '', found[2]) if found[1] == 'impl' else \
                re.match(r'\w*', found[2])[0]
            outer, inner = outer.rstrip(' {'), ''
        found = re.match(r' +.*\bfn (\w+)', line) or re.match(r' {4}\(?(@\w+.*)', line) or \
            re.match(r' {8}(@fields .*)', line)
        if found and not line.strip().startswith('$crate'):
            inner = found[1]
        yield None if skip else f'{outer} {inner}'.strip()
        if skip and line.endswith(';'):
            skip = False
        # What only another machine compiles.
        skip = skip or 'target_pointer_width = "32"' in line


def make(text, kind, language):
    """Each change that rules of that kind make: (rule, place, number of the line, the new line)."""
    if kind == 'rust' and 'kinds! {' in text:
        yield from kinds(text)
    rules = {'rust': RUST, 'export': EXPORT, 'shell': SHELL, '': []}[kind]
    for number, (line, where) in enumerate(zip(text.split('\n'), places(text, language))):
        seen = code(line, language)
        if where is None or not seen.strip():
            continue
        for rule, pattern, instead in rules:
            for match in re.finditer(pattern, seen):
                for new in instead(match):
                    if new.startswith('#pub'):
                        new = new[1:]
                    yield rule, where, number, line[:match.start()] + new + line[match.end():]


def kinds(text):
    """The rows of the table of kinds: each entry as it is in the next row where it is another."""
    start = text.index('    kinds! {')
    row = re.compile(r'(\w+): ([\w:]+), ([\w:]+), (\w+),\s+(\w+), (\w+), (\w+), (\w+);')
    rows = list(row.finditer(text, start))
    for index, found in enumerate(rows):
        for entry, what in (5, 'ops'), (6, 'set'), (7, 'get'), (8, 'noarg'):
            others = [other[entry] for other in rows[index + 1:] + rows[:index]]
            new = next(other for other in others if other != found[entry])
            number = text.count('\n', 0, found.start(entry))
            column = found.start(entry) - text.rindex('\n', 0, found.start(entry)) - 1
            line = text.split('\n')[number]
            yield 'kind', f'{found[1]}: {what}', number, \
                line[:column] + new + line[column + len(found[entry]):]
