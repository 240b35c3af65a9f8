//! From text to what a selector is made of.
//!
//! ```text
//! expression := term ( '|' term )*
//! term       := text | 'map' '(' expression ')' | 'pack' '(' expression ( ',' expression )* ')'
//!             | name [ '(' [ text ( ';' text )* ] ')' ] | path
//! path       := '.' | [ '.' ] ( ( '.' name | '[' digits ']' | '[]' ) ( '?' | '!' )* )+
//! ```
//! The expressions within `pack` are paths without `[]`.

use super::syntax::{Expression, Mark, Segment, Step, Term};
use crate::LensBuilderError;

/// Longest text of a selector, in bytes.
const MAX_BYTES: usize = 1 << 16;
/// How deep `map` may be nested.
const MAX_DEPTH: usize = 64;

type Result<T> = std::result::Result<T, LensBuilderError>;

/// Reads a whole text.
pub(crate) fn parse(text: &str) -> Result<Expression> {
    let mut parser = Parser { text, position: 0 };
    if text.len() > MAX_BYTES {
        return Err(parser.error(format!("more than {MAX_BYTES} bytes")));
    }
    let expression = parser.expression(0)?;
    match parser.peek() {
        None => Ok(expression),
        Some(_) => Err(parser.unexpected()),
    }
}

struct Parser<'a> {
    text: &'a str,
    position: usize,
}

impl<'a> Parser<'a> {
    fn expression(&mut self, depth: usize) -> Result<Expression> {
        if depth > MAX_DEPTH {
            return Err(self.error(format!("`map` more than {MAX_DEPTH} deep")));
        }
        let mut terms = vec![self.term(depth)?];
        while self.eat('|') {
            terms.push(self.term(depth)?);
        }
        Ok(Expression(terms))
    }

    fn term(&mut self, depth: usize) -> Result<Term> {
        match self.peek() {
            Some('"') => Ok(Term::Text(self.string()?)),
            Some('.' | '[') => Ok(Term::Path(self.path()?)),
            Some(first) if first.is_alphabetic() || first == '_' => self.named(depth),
            _ => Err(self.unexpected()),
        }
    }

    fn named(&mut self, depth: usize) -> Result<Term> {
        match self.name() {
            "map" => {
                self.expect('(')?;
                let inner = self.expression(depth + 1)?;
                self.expect(')')?;
                Ok(Term::Map(inner))
            }
            "pack" => {
                self.expect('(')?;
                let mut paths = vec![self.packed()?];
                while self.eat(',') {
                    paths.push(self.packed()?);
                }
                self.expect(')')?;
                Ok(Term::Pack(paths))
            }
            name => {
                let name = name.to_owned();
                let arguments = self.arguments()?;
                Ok(Term::Call { name, arguments })
            }
        }
    }

    fn arguments(&mut self) -> Result<Vec<String>> {
        let mut arguments = Vec::new();
        if self.eat('(') && !self.eat(')') {
            arguments.push(self.string()?);
            while self.eat(';') {
                arguments.push(self.string()?);
            }
            self.expect(')')?;
        }
        Ok(arguments)
    }

    /// A path that yields one value for each: without `[]`.
    fn packed(&mut self) -> Result<Expression> {
        let mut terms = Vec::new();
        loop {
            if !matches!(self.peek(), Some('.' | '[')) {
                return Err(self.unexpected());
            }
            let start = self.position;
            let path = self.path()?;
            if path.iter().any(|step| step.segment == Segment::Each) {
                self.position = start;
                return Err(self.error("`pack` takes one value of each path, so no `[]`".into()));
            }
            terms.push(Term::Path(path));
            if !self.eat('|') {
                return Ok(Expression(terms));
            }
        }
    }

    fn path(&mut self) -> Result<Vec<Step>> {
        // A dot of its own before the first step changes nothing.
        let lone_dot = self.peek() == Some('.') && !self.at_field();
        if lone_dot {
            self.bump();
        }
        let mut steps = Vec::new();
        loop {
            let segment = match self.peek() {
                Some('.') if self.at_field() => {
                    self.bump();
                    Segment::Field(self.name().to_owned())
                }
                Some('[') => self.bracket()?,
                _ if steps.is_empty() && !lone_dot => return Err(self.unexpected()),
                _ => return Ok(steps),
            };
            let mut marks = Vec::new();
            loop {
                if self.eat('?') {
                    marks.push(Mark::Optional);
                } else if self.eat('!') {
                    marks.push(Mark::NonNull);
                } else {
                    break;
                }
            }
            steps.push(Step { segment, marks });
        }
    }

    fn bracket(&mut self) -> Result<Segment> {
        self.expect('[')?;
        if self.eat(']') {
            return Ok(Segment::Each);
        }
        self.peek();
        let digits = self.take_while(|character| character.is_ascii_digit());
        if digits.is_empty() {
            return Err(self.unexpected());
        }
        let index = digits.parse();
        let index = index.map_err(|_| self.error(format!("{digits} is too large an index")))?;
        self.expect(']')?;
        Ok(Segment::Index(index))
    }

    fn string(&mut self) -> Result<String> {
        if !self.eat('"') {
            return Err(self.unexpected());
        }
        let mut string = String::new();
        loop {
            match self.bump() {
                Some('"') => return Ok(string),
                Some('\\') => string.push(match self.bump() {
                    Some('n') => '\n',
                    Some('t') => '\t',
                    Some(same @ ('\\' | '"')) => same,
                    _ => return Err(self.error("not one of `\\\\ \\\" \\n \\t`".into())),
                }),
                Some(character) => string.push(character),
                None => return Err(self.error("the text has no closing `\"`".into())),
            }
        }
    }

    fn name(&mut self) -> &'a str {
        self.take_while(|character| character.is_alphanumeric() || matches!(character, '-' | '_'))
    }

    /// Whether here is a dot with a name right behind it.
    fn at_field(&self) -> bool {
        let mut rest = self.rest().chars();
        rest.next() == Some('.') && rest.next().is_some_and(char::is_alphabetic)
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.position..).unwrap_or_default()
    }

    /// The next character that is not white space.
    fn peek(&mut self) -> Option<char> {
        let rest = self.rest();
        self.position += rest.len() - rest.trim_start().len();
        self.rest().chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let next = self.rest().chars().next();
        self.position += next.map_or(0, char::len_utf8);
        next
    }

    fn eat(&mut self, wanted: char) -> bool {
        let there = self.peek() == Some(wanted);
        if there {
            self.bump();
        }
        there
    }

    fn expect(&mut self, wanted: char) -> Result<()> {
        if self.eat(wanted) {
            return Ok(());
        }
        let found = self.found();
        Err(self.error(format!("expected `{wanted}`, found {found}")))
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let len = rest.find(|character| !wanted(character));
        let taken = rest.get(..len.unwrap_or(rest.len())).unwrap_or_default();
        self.position += taken.len();
        taken
    }

    fn found(&mut self) -> String {
        match self.peek() {
            Some(character) => format!("`{character}`"),
            None => "the end".to_owned(),
        }
    }

    fn unexpected(&mut self) -> LensBuilderError {
        let found = self.found();
        self.error(format!("unexpected {found}"))
    }

    fn error(&self, message: String) -> LensBuilderError {
        LensBuilderError::Syntax {
            text: self.text.chars().take(200).collect(),
            position: self.position,
            message,
        }
    }
}
