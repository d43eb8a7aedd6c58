"""An example of routes. Replace it by what the service is for."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, StringConstraints

Name = Annotated[str, StringConstraints(min_length=1, max_length=50)]

router = APIRouter(prefix="/greetings", tags=["greetings"])


class Person(BaseModel):
    name: Name


class Greeting(BaseModel):
    message: str


@router.get("/{name}")
async def greet(name: Name) -> Greeting:
    return Greeting(message=f"Hello, {name}!")


@router.post("", status_code=201)
async def greet_person(person: Person) -> Greeting:
    return await greet(person.name)
