<?php
// A calendar on standard input, as sabre/vobject understands it, as JSON on standard output.
require 'Sabre/VObject/autoload.php';

use Sabre\VObject\Property\DateTime as Moment;
use Sabre\VObject\Reader;

$utc = new DateTimeZone('UTC');

function written(?Moment $moment, DateTimeZone $utc): ?string {
    if ($moment === null) {
        return null;
    }
    $time = clone $moment->getDateTime();
    if ($moment->getDateType() === Moment::DATE) {
        return $time->format('Y-m-d');
    }
    return $time->setTimezone($utc)->format('Y-m-d\TH:i:s\Z');
}

function ended($event, DateTimeZone $utc): string {
    if (isset($event->DTEND)) {
        return written($event->DTEND, $utc);
    }
    if ($event->DTSTART->getDateType() === Moment::DATE) {
        return (clone $event->DTSTART->getDateTime())->modify('+1 day')->format('Y-m-d');
    }
    return written($event->DTSTART, $utc);
}

$calendar = Reader::read(stream_get_contents(STDIN));
$problems = array_map(fn($each) => $each['message'], $calendar->validate());
$calendar->expand(new DateTime($argv[1], $utc), new DateTime($argv[2], $utc));
$events = [];
foreach ($calendar->select('VEVENT') as $event) {
    $events[] = [
        'uid' => (string) $event->UID, 'summary' => (string) $event->SUMMARY,
        'start' => written($event->DTSTART, $utc), 'end' => ended($event, $utc),
        'status' => (string) $event->STATUS, 'description' => (string) $event->DESCRIPTION,
    ];
}
echo json_encode(['problems' => $problems, 'events' => $events], JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);
